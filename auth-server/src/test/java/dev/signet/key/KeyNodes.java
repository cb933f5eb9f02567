package dev.signet.key;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

import com.zaxxer.hikari.HikariDataSource;
import dev.signet.MutableClock;

import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Nodes on empty tables of their own, in a schema of the shared database.
 */
final class KeyNodes implements AutoCloseable {

	private final String schema = "ring_" + UUID.randomUUID().toString().replace("-", "");

	private final MutableClock clock = new MutableClock();

	private final List<Object> events = Collections.synchronizedList(new ArrayList<>());

	private final List<KeyRing> nodes = new ArrayList<>();

	private final HikariDataSource dataSource;

	private final JdbcClient jdbc;

	KeyNodes(LiquibaseConnectionDetails login) {
		this(login, "", new SQLExceptionSubclassTranslator());
	}

	/** As the server is: it waits for so long for a lock, and has a name for it. */
	KeyNodes(LiquibaseConnectionDetails login, Duration lockTimeout, SQLExceptionTranslator translator) {
		this(login, "&options=-c%20lock_timeout=" + lockTimeout.toMillis(), translator);
	}

	private KeyNodes(LiquibaseConnectionDetails login, String options, SQLExceptionTranslator translator) {
		this.dataSource = new HikariDataSource();
		this.dataSource.setJdbcUrl(login.getJdbcUrl() + "?currentSchema=" + this.schema + options);
		this.dataSource.setUsername(login.getUsername());
		this.dataSource.setPassword(login.getPassword());
		this.dataSource.setMinimumIdle(0);
		JdbcTemplate template = new JdbcTemplate(this.dataSource);
		template.setExceptionTranslator(translator);
		this.jdbc = JdbcClient.create(template);
		this.jdbc.sql("create schema " + this.schema).update();
		for (String table : List.of("signing_keys", "kept_secrets", "authenticators", "mails", "upstream_providers",
				"upstream_flows", "session_upstreams", "directories")) {
			this.jdbc.sql("create table %1$s.%2$s (like public.%2$s including all)".formatted(this.schema, table))
				.update();
		}
	}

	/** A node that has not started yet. */
	KeyRing node(KeySettings settings) {
		return node(settings, masterKey());
	}

	KeyRing node(KeySettings settings, MasterKey masterKey) {
		KeyProperties properties = settings.build();
		KeyRotation rotation = new KeyRotation(keys(masterKey), properties, TestKeys.PROVIDER, transactions(),
				this.events::add, this.clock);
		KeyRing node = new KeyRing(keys(masterKey), rotation, properties, TestKeys.PROVIDER);
		this.nodes.add(node);
		return node;
	}

	KeyRing started(KeySettings settings) {
		KeyRing node = node(settings);
		node.start();
		return node;
	}

	PostgresSigningKeys keys() {
		return keys(masterKey());
	}

	PostgresSigningKeys keys(MasterKey masterKey) {
		return new PostgresSigningKeys(this.jdbc, masterKey);
	}

	TransactionTemplate transactions() {
		return new TransactionTemplate(new JdbcTransactionManager(this.dataSource));
	}

	JdbcClient jdbc() {
		return this.jdbc;
	}

	MutableClock clock() {
		return this.clock;
	}

	/** What was published so far, the oldest first. */
	List<Object> events() {
		return this.events;
	}

	List<String> states() {
		return this.jdbc.sql("select state from signing_keys").query(String.class).list();
	}

	String id(SigningAlgorithm algorithm, SigningKey.State state) {
		return this.jdbc.sql("select id from signing_keys where algorithm = ? and state = ?")
			.param(algorithm.value())
			.param(state.name())
			.query(String.class)
			.single();
	}

	@Override
	public void close() {
		this.nodes.forEach(KeyRing::stop);
		this.jdbc.sql("drop schema " + this.schema + " cascade").update();
		this.dataSource.close();
	}

	private static MasterKey masterKey() {
		return new MasterKey(MasterKeyTests.filled(1));
	}

}
