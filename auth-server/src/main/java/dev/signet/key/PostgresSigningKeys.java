package dev.signet.key;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.nimbusds.jose.jwk.JWK;
import dev.signet.database.Columns;
import dev.signet.key.SigningKey.State;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table {@code signing_keys}. Private parts are encrypted under the master key.
 */
final class PostgresSigningKeys {

	/** The number of the advisory lock that lets one node at a time change the ring. */
	private static final long LOCK = 0x5167_6E65_744B_6579L;

	private final JdbcClient jdbc;

	private final MasterKey masterKey;

	PostgresSigningKeys(JdbcClient jdbc, MasterKey masterKey) {
		this.jdbc = jdbc;
		this.masterKey = masterKey;
	}

	/** Waits for the lock, and takes it until the transaction ends. */
	void lock() {
		this.jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query((row, number) -> true).single();
	}

	/** Takes the lock until the transaction ends, if nobody has it. */
	boolean tryLock() {
		return this.jdbc.sql("select pg_try_advisory_xact_lock(?)").param(LOCK).query(Boolean.class).single();
	}

	/** Every key that is published. */
	List<SigningKey> published() {
		return this.jdbc.sql("""
				select id, algorithm, state, since, public_jwk, private_jwk from signing_keys
				where state not in ('RETIRED', 'WITHDRAWN') order by since, id
				""").query((row, number) -> read(row)).list();
	}

	/** What is known of each key, besides the key. */
	List<KeyEntry> entries() {
		return this.jdbc.sql("select id, algorithm, state, since from signing_keys order by since desc, algorithm, id")
			.query((row, number) -> new KeyEntry(row.getString("id"), row.getString("algorithm"),
					row.getString("state"), Columns.instant(row, "since")))
			.list();
	}

	/** A key by its id, in whatever state. */
	Optional<SigningKey> find(String id) {
		return this.jdbc.sql("""
				select id, algorithm, state, since, public_jwk, private_jwk from signing_keys where id = ?
				""").param(id).query((row, number) -> read(row)).optional();
	}

	void add(SigningKey key) {
		this.jdbc.sql("""
				insert into signing_keys (id, algorithm, state, since, public_jwk, private_jwk)
				values (:id, :algorithm, :state, :since, :public, :private)
				""")
			.param("id", key.id())
			.param("algorithm", key.algorithm().value())
			.param("state", key.state().name())
			.param("since", Columns.moment(key.since()))
			.param("public", key.jwk().toPublicJWK().toJSONString())
			.param("private",
					this.masterKey.encrypt(key.jwk().toJSONString().getBytes(StandardCharsets.UTF_8),
							context(key.id())))
			.update();
	}

	/**
	 * Moves a key on, and forgets its private part when it has signed for the last time.
	 */
	void move(SigningKey key, State state, Instant now) {
		int moved = this.jdbc.sql("""
				update signing_keys set state = :state, since = :now,
				  private_jwk = case when :state in ('NEXT', 'ACTIVE') then private_jwk end
				where id = :id and state = :from
				""")
			.param("state", state.name())
			.param("now", Columns.moment(now))
			.param("id", key.id())
			.param("from", key.state().name())
			.update();
		if (moved != 1) {
			throw new IllegalStateException("The signing key " + key.id() + " was moved by somebody without the lock");
		}
	}

	private SigningKey read(ResultSet row) throws SQLException {
		String id = row.getString("id");
		byte[] sealed = row.getBytes("private_jwk");
		String json = (sealed == null) ? row.getString("public_jwk")
				: new String(this.masterKey.decrypt(sealed, context(id)), StandardCharsets.UTF_8);
		try {
			return new SigningKey(JWK.parse(json), SigningAlgorithm.named(row.getString("algorithm")).orElseThrow(),
					State.valueOf(row.getString("state")), Columns.instant(row, "since"));
		}
		catch (ParseException ex) {
			// The cause is left out: it would quote the key
			throw new IllegalStateException("The signing key " + id + " is not a JWK");
		}
	}

	private static String context(String id) {
		return "signing_keys/" + id;
	}

}
