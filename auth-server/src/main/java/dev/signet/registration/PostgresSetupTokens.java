package dev.signet.registration;

import java.time.Instant;

import dev.signet.database.Columns;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table of set-up tokens, which has room for one row: a newer token replaces an older
 * one.
 */
@Component
class PostgresSetupTokens {

	private final JdbcClient jdbc;

	PostgresSetupTokens(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void replace(SetupToken token, Instant expiresAt) {
		this.jdbc.sql("""
				insert into setup_tokens (digest, expires_at) values (:digest, :expiresAt)
				on conflict (only_one) do update set digest = excluded.digest, expires_at = excluded.expires_at
				""").param("digest", token.digest()).param("expiresAt", Columns.moment(expiresAt)).update();
	}

	boolean holds(SetupToken token, Instant now) {
		return this.jdbc.sql("select exists (select from setup_tokens where digest = :digest and expires_at > :now)")
			.param("digest", token.digest())
			.param("now", Columns.moment(now))
			.query(Boolean.class)
			.single();
	}

	/**
	 * Uses a token up. Of several callers one gets true, once its transaction commits;
	 * the others wait for that.
	 */
	boolean redeem(SetupToken token, Instant now) {
		return this.jdbc.sql("delete from setup_tokens where digest = :digest and expires_at > :now")
			.param("digest", token.digest())
			.param("now", Columns.moment(now))
			.update() == 1;
	}

}
