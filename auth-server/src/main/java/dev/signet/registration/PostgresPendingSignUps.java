package dev.signet.registration;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.EmailAddress;
import dev.signet.account.NewAccount;
import dev.signet.account.Username;
import dev.signet.credential.PasswordHash;
import dev.signet.database.Columns;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of people who have not proved their address yet. */
@Component
class PostgresPendingSignUps {

	private static final int MOST_TRIES = 5;

	private final JdbcClient jdbc;

	PostgresPendingSignUps(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void insert(UUID id, byte[] browserDigest, NewAccount person, PasswordHash password, Admission admission,
			byte[] codeDigest, Instant expiresAt) {
		this.jdbc.sql("""
				insert into pending_sign_ups (id, browser_digest, username, address, password_hash, password_short_one,
				  invitation_id, terms_version, code_digest, expires_at)
				values (:id, :browser, :username, :address,
				  :hash, :shortOne, :invitation, :terms, :code, :expires)""")
			.param("id", id)
			.param("browser", browserDigest)
			.param("username", person.username().value())
			.param("address", person.emailAddress().value())
			.param("hash", password.phc())
			.param("shortOne", password.shortOne())
			.param("invitation", admission.invitation())
			.param("terms", admission.acceptedTerms())
			.param("code", codeDigest)
			.param("expires", Columns.moment(expiresAt))
			.update();
	}

	Optional<PendingSignUps.Begun> find(UUID id, byte[] browserDigest, Instant now) {
		return this.jdbc.sql("""
				select username, address, invitation_id from pending_sign_ups
				where id = :id and browser_digest = :browser and expires_at > :now and tries < :most""")
			.param("id", id)
			.param("browser", browserDigest)
			.param("now", Columns.moment(now))
			.param("most", MOST_TRIES)
			.query((row, number) -> new PendingSignUps.Begun(new Username(row.getString("username")),
					new EmailAddress(row.getString("address")), row.getObject("invitation_id", UUID.class)))
			.optional();
	}

	/** Gives it another address and another code. */
	void renew(UUID id, EmailAddress address, byte[] codeDigest, Instant expiresAt) {
		this.jdbc.sql("""
				update pending_sign_ups set address = :address, code_digest = :code, tries = 0, expires_at = :expires
				where id = :id""")
			.param("id", id)
			.param("address", address.value())
			.param("code", codeDigest)
			.param("expires", Columns.moment(expiresAt))
			.update();
	}

	boolean tryCode(UUID id, byte[] browserDigest, Instant now) {
		return this.jdbc.sql("""
				update pending_sign_ups set tries = tries + 1
				where id = :id and browser_digest = :browser and expires_at > :now and tries < :most""")
			.param("id", id)
			.param("browser", browserDigest)
			.param("now", Columns.moment(now))
			.param("most", MOST_TRIES)
			.update() == 1;
	}

	/** Uses it up. Of several callers one gets it; the others wait for that. */
	Optional<PendingSignUps.Found> delete(UUID id, byte[] browserDigest, byte[] codeDigest, Instant now) {
		return this.jdbc.sql("""
				delete from pending_sign_ups
				where id = :id and browser_digest = :browser and code_digest = :code and expires_at > :now
				returning username, address, password_hash, password_short_one, invitation_id, terms_version""")
			.param("id", id)
			.param("browser", browserDigest)
			.param("code", codeDigest)
			.param("now", Columns.moment(now))
			.query((row, number) -> new PendingSignUps.Found(
					NewAccount.of(new Username(row.getString("username")), new EmailAddress(row.getString("address"))),
					new PasswordHash(row.getString("password_hash"), row.getBoolean("password_short_one")),
					new Admission(row.getObject("invitation_id", UUID.class), row.getString("terms_version"))))
			.optional();
	}

	int deleteExpired(Instant now, int batch) {
		return this.jdbc.sql("""
				delete from pending_sign_ups where id in (
				  select id from pending_sign_ups where expires_at <= :now limit :batch for update skip locked)""")
			.param("now", Columns.moment(now))
			.param("batch", batch)
			.update();
	}

}
