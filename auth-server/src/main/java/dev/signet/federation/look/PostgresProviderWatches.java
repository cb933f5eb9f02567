package dev.signet.federation.look;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.signet.database.Columns;
import dev.signet.federation.provider.ProviderId;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code upstream_watches}. */
@Component
class PostgresProviderWatches {

	private final JdbcClient jdbc;

	PostgresProviderWatches(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Claims the provider that is due longest, of those that people use. It is nobody
	 * else's until then.
	 */
	Optional<Watch> claim(Instant now, Instant until) {
		return this.jdbc.sql("""
				insert into upstream_watches as w (provider_id, next_at, failures, known_keys)
				select p.id, :until, 0, '{}' from upstream_providers p
				left join upstream_watches due on due.provider_id = p.id
				where p.state = 'ENABLED' and (due.next_at is null or due.next_at <= :now)
				order by due.next_at nulls first limit 1
				on conflict (provider_id) do update set next_at = excluded.next_at where w.next_at <= :now
				returning provider_id, failures, known_keys, keys_replaced_at""")
			.param("now", Columns.moment(now))
			.param("until", Columns.moment(until))
			.query((row, number) -> read(row))
			.optional();
	}

	/** Notes what a look brought, and when the next one is due. */
	void finish(Watch watch, Instant next) {
		this.jdbc.sql("""
				update upstream_watches set next_at = :next, failures = :failures,
				  known_keys = cast(:keys as text[]), keys_replaced_at = :replaced
				where provider_id = :provider""")
			.param("provider", watch.providerId().value())
			.param("next", Columns.moment(next))
			.param("failures", watch.failures())
			.param("keys", watch.knownKeys().toArray(String[]::new))
			.param("replaced", Columns.momentOrNull(watch.keysReplacedAt()))
			.update();
	}

	/** An administrator has seen these keys, so they are the ones from now on. */
	void learn(ProviderId providerId, Set<String> keys) {
		this.jdbc.sql("""
				update upstream_watches set known_keys = cast(:keys as text[]), keys_replaced_at = null
				where provider_id = :provider""")
			.param("provider", providerId.value())
			.param("keys", keys.toArray(String[]::new))
			.update();
	}

	private static Watch read(ResultSet row) throws SQLException {
		return new Watch(new ProviderId(row.getObject("provider_id", UUID.class)), row.getInt("failures"),
				Columns.set(row, "known_keys"), Columns.instantOrNull(row, "keys_replaced_at"));
	}

	/**
	 * What is remembered from look to look.
	 *
	 * @param providerId the provider
	 * @param failures how many looks in a row ended badly
	 * @param knownKeys the thumbprints of the keys that count as known
	 * @param keysReplacedAt since when none of them is there, or null
	 */
	record Watch(ProviderId providerId, int failures, Set<String> knownKeys, @Nullable Instant keysReplacedAt) {

		/** How long keys of which none was known are not taken for granted. */
		private static final Duration STRANGE = Duration.ofDays(7);

		/** What is remembered once these keys were seen; empty when none could be. */
		Watch seeing(Set<String> keys, Instant now) {
			if (keys.isEmpty()) {
				return this;
			}
			boolean familiar = this.knownKeys.isEmpty() || !Collections.disjoint(this.knownKeys, keys)
					|| (this.keysReplacedAt != null && !now.isBefore(this.keysReplacedAt.plus(STRANGE)));
			if (familiar) {
				return new Watch(this.providerId, this.failures, keys, null);
			}
			return (this.keysReplacedAt != null) ? this
					: new Watch(this.providerId, this.failures, this.knownKeys, now);
		}

		/** The same after a look that ended well, or badly. */
		Watch ending(boolean well) {
			return new Watch(this.providerId, well ? 0 : this.failures + 1, this.knownKeys, this.keysReplacedAt);
		}

	}

}
