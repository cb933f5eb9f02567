package dev.signet.node;

import java.util.List;
import java.util.Properties;

import dev.signet.SignetTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@SignetTest
class ChangesTests {

	private static final String TOPIC = "ChangesTests";

	@Autowired
	private Changes changes;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private JdbcConnectionDetails database;

	private ListeningConnection connection;

	@BeforeEach
	void listen() throws Exception {
		Properties login = new Properties();
		login.put("user", this.database.getUsername());
		login.put("password", this.database.getPassword());
		this.connection = ListeningConnection.open(this.database.getJdbcUrl(), login);
	}

	@AfterEach
	void close() throws Exception {
		this.connection.close();
	}

	@Test
	void announceWithoutTransactionThenHeard() {
		this.changes.announce(TOPIC);
		assertThat(heard()).singleElement().asString().startsWith(TOPIC + " ");
	}

	@Test
	void announceInATransactionThenHeardOnceWhenItCommits() {
		this.transaction.executeWithoutResult((status) -> {
			this.changes.announce(TOPIC);
			this.changes.announce(TOPIC);
			assertThat(heard()).isEmpty();
		});
		assertThat(heard()).singleElement().asString().startsWith(TOPIC + " ");
	}

	@Test
	void announceWhenRolledBackThenNotHeard() {
		this.transaction.executeWithoutResult((status) -> {
			this.changes.announce(TOPIC);
			status.setRollbackOnly();
		});
		assertThat(heard()).isEmpty();
	}

	private List<String> heard() {
		try {
			return this.connection.await();
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

}
