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
				""")
			.query((row, number) -> new SealedValue(row.getString("place"), row.getString("key"),
					row.getBytes("sealed")))
			.list();
	}

	void replace(SealedValue value) {
		String update = switch (value.table()) {
			case "kept_secrets" -> "update kept_secrets set sealed = :sealed where name = :key";
			case "signing_keys" ->
				"update signing_keys set private_jwk = :sealed where id = :key and private_jwk is not null";
			case "authenticators" -> "update authenticators set secret = :sealed where account_id = :key::uuid";
			case "mails" -> "update mails set content = :sealed where id = :key::uuid and content is not null";
			case "upstream_providers" -> "update upstream_providers set secret = :sealed where id = :key::uuid";
			case "upstream_flows" ->
				"update upstream_flows set posted = :sealed where state_digest = decode(:key, 'hex')";
			case "session_upstreams" -> "update session_upstreams set id_token = :sealed where id = :key::uuid";
			default -> throw new IllegalStateException("No such place: " + value.table());
		};
		this.jdbc.sql(update).param("sealed", value.sealed()).param("key", value.key()).update();
	}

}
