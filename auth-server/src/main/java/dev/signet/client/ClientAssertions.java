package dev.signet.client;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import dev.signet.background.Sweeps;
import dev.signet.database.Columns;
import dev.signet.secret.Sha256;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Remembers the assertions by which clients proved themselves (RFC 7523 §3 rule 7), so
 * that each is accepted once, whichever node it is shown to.
 */
@Component
public class ClientAssertions {

	/**
	 * What clients may sign with; nothing symmetric, so no stored secret is ever a key.
	 */
	public static final List<String> ALGORITHMS = List.of("RS256", "PS256", "ES256", "EdDSA");

	private static final int BATCH = 1000;

	private final JdbcClient jdbc;

	private final Clock clock;

	ClientAssertions(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Uses an assertion up. One statement, whose row count decides.
	 * @param client who presents it
	 * @param jti its identifier, unique for that client
	 * @param expiresAt from when on it is refused anyway
	 * @return whether it was not used before
	 */
	public boolean use(Client client, String jti, Instant expiresAt) {
		return this.jdbc
			.sql("insert into client_assertions (digest, expires_at) values (:digest, :expires) on conflict do nothing")
			.param("digest", Sha256.of(client.id() + " " + jti))
			.param("expires", Columns.moment(expiresAt))
			.update() == 1;
	}

	/** Several nodes may sweep at once: each takes what no other holds. */
	@Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
	void sweep() {
		Sweeps.repeat(BATCH, (batch) -> this.jdbc.sql("""
				delete from client_assertions where digest in (
				  select digest from client_assertions where expires_at < :now limit :batch for update skip locked)""")
			.param("now", Columns.moment(this.clock.instant()))
			.param("batch", batch)
			.update());
	}

}
