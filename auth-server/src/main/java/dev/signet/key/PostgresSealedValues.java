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
				""")
			.query((row, number) -> new SealedValue(row.getString("place"), row.getString("key"),
					row.getBytes("sealed")))
			.list();
	}

	void replace(SealedValue value) {
		String update = value.table().equals("kept_secrets")
				? "update kept_secrets set sealed = :sealed where name = :key"
				: "update signing_keys set private_jwk = :sealed where id = :key and private_jwk is not null";
		this.jdbc.sql(update).param("sealed", value.sealed()).param("key", value.key()).update();
	}

}
