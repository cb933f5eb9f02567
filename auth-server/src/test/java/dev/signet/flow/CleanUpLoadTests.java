package dev.signet.flow;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.refusal.RefusedRequests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A million expired rows go by themselves while people sign in, and nothing else goes
 * with them.
 */
@SignetTest
class CleanUpLoadTests {

	private static final List<ExpiredRows> TABLE = ExpiredRows.all().toList();

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private ThreadPoolTaskScheduler scheduler;

	/** The sweeps would begin by the clock, before all rows are there. */
	@BeforeEach
	void holdScheduledSweeps() {
		this.scheduler.stop();
	}

	@AfterEach
	void letScheduledSweepsGoOn() {
		TABLE.forEach((rows) -> rows.removeKept(this.jdbc));
		this.scheduler.start();
	}

	@Test
	void sweepWhenAMillionRowsHaveExpiredThenTheyGoAndLiveOnesStay() {
		Account person = this.actors.person("USER");
		RelyingParty app = this.actors.app();
		Browser browser = this.actors.consented(person, app);
		Live live = new Live(this.actors, person, app, browser);
		assertThat(TABLE.stream().mapToInt(ExpiredRows::rows).sum()).isGreaterThanOrEqualTo(1_000_000);
		Client client = this.beans.getBean(Clients.class).findByClientId(app.clientId()).orElseThrow();
		TABLE.forEach((rows) -> rows.fill(this.jdbc, person.id().value(), client.id()));
		assertThat(TABLE).allSatisfy((rows) -> assertThat(rows.left(this.jdbc)).isGreaterThan(rows.rows() * 9 / 10));
		CompletableFuture<Void> sweeping = CompletableFuture
			.runAsync(() -> TABLE.forEach((rows) -> rows.sweepAll(this.beans, this.jdbc)));
		try {
			do {
				// What the sweep holds up or takes away shows here
				RelyingParty.Answer tokens = app.redeem(app.code(browser));
				assertThat(tokens.status()).isEqualTo(200);
				assertThat(app.refresh(tokens.refreshToken()).status()).isEqualTo(200);
			}
			while (!sweeping.isDone());
		}
		finally {
			sweeping.join();
		}
		assertThat(TABLE).allSatisfy((rows) -> {
			assertThat(rows.left(this.jdbc)).isZero();
			assertThat(rows.kept(this.jdbc)).isEqualTo(ExpiredRows.FEW);
		});
		live.assertThere();
	}

	/** What is in use, or younger than what has to go, and works as it did. */
	private final class Live {

		private final Actors actors;

		private final Account person;

		private final RelyingParty app;

		private final String refreshToken;

		private final Browser waiting;

		private final Page signIn;

		private final RelyingParty.Answer registered;

		private final String refusal;

		Live(Actors actors, Account person, RelyingParty app, Browser browser) {
			this.actors = actors;
			this.person = person;
			this.app = app;
			this.refreshToken = app.redeem(app.code(browser)).refreshToken();
			this.waiting = actors.browser();
			this.signIn = app.authorize(this.waiting, app.request());
			this.registered = new RegistrationCalls(CleanUpLoadTests.this.beans).register(RegistrationCalls.metadata());
			this.refusal = app.authorize(browser, app.request(Map.of("scope", "nobody.knows")))
				.answer()
				.get("error_description")
				.replaceAll(".*reference ([0-9a-z-]{11}).*", "$1");
		}

		void assertThere() {
			assertThat(this.app.refresh(this.refreshToken).status()).isEqualTo(200);
			assertThat(this.actors.signIn(this.waiting, this.signIn, this.person).answer()).containsKey("code");
			assertThat(new RegistrationCalls(CleanUpLoadTests.this.beans).read(this.registered).status())
				.isEqualTo(200);
			RefusedRequests refused = CleanUpLoadTests.this.beans.getBean(RefusedRequests.class);
			refused.flush();
			assertThat(refused.find(this.refusal)).isPresent();
		}

	}

}
