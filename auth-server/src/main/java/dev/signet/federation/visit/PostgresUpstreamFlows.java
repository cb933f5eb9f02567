package dev.signet.federation.visit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.database.Columns;
import dev.signet.federation.provider.ProviderId;
import dev.signet.key.MasterKey;
import dev.signet.key.MasterKeyUnusable;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of visits to providers that have not come back. */
@Component
final class PostgresUpstreamFlows {

	/** Older ones make room. */
	private static final int MOST_PER_BROWSER = 20;

	private final JdbcClient jdbc;

	private final MasterKey masterKey;

	PostgresUpstreamFlows(JdbcClient jdbc, MasterKey masterKey) {
		this.jdbc = jdbc;
		this.masterKey = masterKey;
	}

	/** Keeps a visit; the oldest ones of this browser make room. */
	void insert(byte[] state, UpstreamFlow flow, int providerVersion, byte[] browser, Duration waited, Instant now,
			Instant expiresAt) {
		this.jdbc.sql("""
				with crowded as (
				  delete from upstream_flows where state_digest in (
				    select state_digest from upstream_flows where browser_digest = :browser
				    order by begun_at desc, id offset :others))
				insert into upstream_flows (state_digest, id, provider_id, provider_version, purpose, account_id,
				  pending_request, next, remembered, fresh_since, browser_digest, waited_ms, begun_at, expires_at)
				values (:state, :id, :provider, :version, :purpose, :account, :request, :next, :remembered,
				  cast(:fresh as timestamptz), :browser, :waited, :now, :expires)""")
			.param("browser", browser)
			.param("others", MOST_PER_BROWSER - 1)
			.param("state", state)
			.param("id", flow.id())
			.param("provider", flow.providerId().value())
			.param("version", providerVersion)
			.param("purpose", flow.purpose().name())
			.param("account", (flow.accountId() != null) ? flow.accountId().value() : null)
			.param("request", flow.pendingRequest())
			.param("next", flow.next())
			.param("remembered", flow.remembered())
			.param("fresh", Columns.momentOrNull(flow.freshSince()))
			.param("waited", waited.toMillis())
			.param("now", Columns.moment(now))
			.param("expires", Columns.moment(expiresAt))
			.update();
	}

	/** Ends a visit of this browser to this provider; of many who try, one gets it. */
	Optional<Taken> take(byte[] state, ProviderId provider, byte[] browser) {
		return this.jdbc.sql("""
				delete from upstream_flows
				where state_digest = :state and provider_id = :provider and browser_digest = :browser
				returning id, provider_id, provider_version, purpose, account_id, pending_request, next, remembered,
				  fresh_since, waited_ms, posted, expires_at""")
			.param("state", state)
			.param("provider", provider.value())
			.param("browser", browser)
			.query((row, number) -> read(row, state))
			.optional();
	}

	/** Keeps an answer with its visit; the first one counts. */
	boolean keepPosted(byte[] state, ProviderId provider, byte[] answer, Instant now) {
		return this.jdbc.sql("""
				update upstream_flows set posted = :posted
				where state_digest = :state and provider_id = :provider and posted is null and expires_at > :now""")
			.param("posted", this.masterKey.encrypt(answer, context(state)))
			.param("state", state)
			.param("provider", provider.value())
			.param("now", Columns.moment(now))
			.update() == 1;
	}

	/** Forgets visits that ended without an answer. */
	int deleteExpired(Instant before, int batch) {
		return this.jdbc.sql("""
				delete from upstream_flows where state_digest in (
				  select state_digest from upstream_flows where expires_at <= :before limit :batch
				  for update skip locked)""").param("before", Columns.moment(before)).param("batch", batch).update();
	}

	private Taken read(ResultSet row, byte[] state) throws SQLException {
		UUID account = row.getObject("account_id", UUID.class);
		UpstreamFlow flow = new UpstreamFlow(row.getObject("id", UUID.class),
				new ProviderId(row.getObject("provider_id", UUID.class)), FlowPurpose.valueOf(row.getString("purpose")),
				(account != null) ? new AccountId(account) : null, row.getObject("pending_request", UUID.class),
				row.getString("next"), row.getBoolean("remembered"), Columns.instantOrNull(row, "fresh_since"));
		return new Taken(flow, row.getInt("provider_version"), Duration.ofMillis(row.getInt("waited_ms")),
				opened(row.getBytes("posted"), state), Columns.instant(row, "expires_at"));
	}

	/** Nothing, when the master key was changed meanwhile: then it is asked again. */
	private byte @Nullable [] opened(byte @Nullable [] posted, byte[] state) {
		try {
			return (posted != null) ? this.masterKey.decrypt(posted, context(state)) : null;
		}
		catch (MasterKeyUnusable ex) {
			return null;
		}
	}

	private static String context(byte[] state) {
		return "upstream_flows/" + HexFormat.of().formatHex(state);
	}

	/**
	 * A visit that has come to its end.
	 *
	 * @param flow the visit
	 * @param providerVersion which version of the provider it began with
	 * @param waited how long the person had waited before they left
	 * @param posted the answer, if it came by POST
	 * @param expiresAt until when it counts
	 */
	record Taken(UpstreamFlow flow, int providerVersion, Duration waited, byte @Nullable [] posted, Instant expiresAt) {
	}

}
