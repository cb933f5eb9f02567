package dev.signet.flow;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;

import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.client.TestClients;
import dev.signet.federation.TestLinks;
import dev.signet.key.KeyRing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is announced to other nodes, as any of them hears it: what is rarely changed, and
 * nothing that people or apps do all the time, since that would wait for each other.
 */
@SignetTest
class AnnouncementsFlowTests {

	private static final int SOON = 500;

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private JdbcConnectionDetails database;

	@Autowired
	private ScheduledTaskHolder scheduled;

	private Connection connection;

	private RelyingParty app;

	@BeforeEach
	void listen() throws SQLException {
		this.app = this.actors.app();
		this.connection = DriverManager.getConnection(this.database.getJdbcUrl(), this.database.getUsername(),
				this.database.getPassword());
		try (Statement statement = this.connection.createStatement()) {
			statement.execute("listen signet_changes");
		}
	}

	@AfterEach
	void close() throws SQLException {
		this.connection.close();
	}

	@Test
	void useThenAnnouncesNothing() throws SQLException {
		Account person = this.actors.person("USER");
		Browser browser = this.actors.consented(person, this.app);
		RelyingParty.Answer tokens = this.app.redeem(this.app.code(browser));
		RelyingParty.Answer refreshed = this.app.refresh(tokens.refreshToken());
		assertThat(this.app.userInfo(refreshed.accessToken()).status()).isEqualTo(200);
		this.app.call("/oauth2/introspect", Map.of("token", refreshed.accessToken()));
		this.app.call("/oauth2/revoke", Map.of("token", refreshed.refreshToken()));
		browser.submit(browser.open("/account"), Map.of());
		assertThat(heard()).isEmpty();
	}

	@Test
	void sweepThenAnnouncesNothing() throws SQLException {
		assertThat(this.scheduled.getScheduledTasks()).isNotEmpty();
		for (ScheduledTask task : this.scheduled.getScheduledTasks()) {
			task.getTask().getRunnable().run();
		}
		assertThat(heard()).isEmpty();
	}

	@Test
	void changeWhenClientIsDisabledThenAnnouncesOnceAndNamesNobody() throws SQLException {
		TestClients.disable(this.beans, new Scene(this.beans).client());
		assertThat(heard()).containsOnly("client");
	}

	@Test
	void changeWhenProviderIsEnabledThenAnnounces() throws SQLException {
		TestLinks.provider(this.beans);
		assertThat(heard()).isNotEmpty().containsOnly("provider");
	}

	@Test
	void rotateThenAnnounces() throws SQLException {
		this.beans.getBean(KeyRing.class).rotate();
		assertThat(heard()).containsExactly("key");
	}

	private Stream<String> heard() throws SQLException {
		return Stream.of(this.connection.unwrap(PGConnection.class).getNotifications(SOON))
			.map((heard) -> heard.getParameter().replaceAll(" [-0-9a-f]{36}$", ""));
	}

}
