package dev.signet.key;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

/** All that is encrypted under the master key. Whoever adds a place names it here. */
final class PostgresSealedValues {

	private final JdbcClient jdbc;

	PostgresSealedValues(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	List<SealedValue> all() {
		return this.jdbc.sql("""
				select 'signing_keys' as place, id as key, private_jwk as sealed from signing_keys
				where private_jwk is not null
				union all select 'kept_secrets', name, sealed from kept_secrets
				union all select 'authenticators', account_id::text, secret from authenticators
				union all select 'mails', id::text, content from mails where content is not null
				union all select 'upstream_providers', id::text, secret from upstream_providers where secret is not null
				union all select 'upstream_flows', encode(state_digest, 'hex'), posted from upstream_flows
				where posted is not null
				union all select 'session_upstreams', id::text, id_token from session_upstreams
				where id_token is not null
				union all select 'directories', id::text, bind_password from directories where bind_password is not null
				""")
			.query((row, number) -> new SealedValue(row.getString("place"), row.getString("key"),
					row.getBytes("sealed")))
			.list();
	}

	/** Adds the secrets that were only derived from that master key so far. */
	void keepDerived(MasterKey before) {
		new KeptSecrets(this.jdbc, before).keepAll();
	}

	/**
	 * Puts the value in the place of the one from before, unless another node has stored
	 * a new one there meanwhile.
	 */
	void replace(SealedValue before, byte[] sealed) {
		String update = switch (before.table()) {
			case "kept_secrets" -> "update kept_secrets set sealed = :sealed where name = :key and sealed = :before";
			case "signing_keys" ->
				"update signing_keys set private_jwk = :sealed where id = :key and private_jwk = :before";
			case "authenticators" ->
				"update authenticators set secret = :sealed where account_id = :key::uuid and secret = :before";
			case "mails" -> "update mails set content = :sealed where id = :key::uuid and content = :before";
			case "upstream_providers" ->
				"update upstream_providers set secret = :sealed where id = :key::uuid and secret = :before";
			case "upstream_flows" -> """
					update upstream_flows set posted = :sealed
					where state_digest = decode(:key, 'hex') and posted = :before""";
			case "session_upstreams" ->
				"update session_upstreams set id_token = :sealed where id = :key::uuid and id_token = :before";
			case "directories" ->
				"update directories set bind_password = :sealed where id = :key::uuid and bind_password = :before";
			default -> throw new IllegalStateException("No such place: " + before.table());
		};
		this.jdbc.sql(update)
			.param("sealed", sealed)
			.param("key", before.key())
			.param("before", before.sealed())
			.update();
	}

}
