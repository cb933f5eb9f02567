package dev.signet.account;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which usernames there are, as people see them.
 */
@Component
class PostgresUsernames {

	private final JdbcClient jdbc;

	PostgresUsernames(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Whether nobody has this name or one that looks like it. Two conditions, so that
	 * each finds its index.
	 */
	boolean free(Username name) {
		return this.jdbc
			.sql("""
					select not exists (select from accounts where username_skeleton = :skeleton and not username_looks_alike)
					  and not exists (select from accounts where username_skeleton = :skeleton and username_looks_alike)""")
			.param("skeleton", name.skeleton())
			.query(Boolean.class)
			.single();
	}

}
