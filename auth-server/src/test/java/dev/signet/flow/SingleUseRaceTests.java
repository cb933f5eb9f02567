package dev.signet.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.client.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Single use is a fact of the database: whatever is presented by many at once is used by
 * one (RFC 6749 §10.5, RFC 9700 §4.14.2).
 */
@SignetTest
class SingleUseRaceTests {

	private static final int ROUNDS = 50;

	private static final int RACERS = 20;

	@Autowired
	private Actors actors;

	private final ExecutorService threads = Executors.newFixedThreadPool(RACERS);

	private Account person;

	@BeforeEach
	void setUp() {
		this.person = this.actors.person("USER");
	}

	@AfterEach
	void tearDown() {
		this.threads.shutdownNow();
	}

	@Test
	void redeemWhenManyAtOnceThenOneWinsAndItsTokensDieBecauseTheOthersAreReplays() throws Exception {
		RelyingParty app = this.actors.app();
		Browser browser = this.actors.consented(this.person, app);
		for (int round = 0; round < ROUNDS; round++) {
			String code = app.code(browser);
			List<RelyingParty.Answer> answers = race(() -> app.redeem(code));
			List<RelyingParty.Answer> winners = answers.stream().filter((answer) -> answer.status() == 200).toList();
			assertThat(winners).hasSize(1);
			assertThat(answers).filteredOn((answer) -> answer.status() != 200)
				.allSatisfy((answer) -> assertThat(answer.error()).isEqualTo("invalid_grant"));
			assertThat(app.refresh(winners.get(0).refreshToken()).error()).isEqualTo("invalid_grant");
			assertThat(app.userInfo(winners.get(0).accessToken()).status()).isEqualTo(401);
		}
	}

	@Test
	void rotateWhenManyAtOnceWithoutGraceThenOneWinsAndTheFamilyIsDead() throws Exception {
		RelyingParty app = this.actors.app(TestClients.confidential().refreshGrace(Duration.ZERO));
		Browser browser = this.actors.consented(this.person, app);
		for (int round = 0; round < ROUNDS; round++) {
			String token = app.redeem(app.code(browser)).refreshToken();
			List<RelyingParty.Answer> winners = race(() -> app.refresh(token)).stream()
				.filter((answer) -> answer.status() == 200)
				.toList();
			assertThat(winners).hasSize(1);
			assertThat(app.refresh(winners.get(0).refreshToken()).error()).isEqualTo("invalid_grant");
		}
	}

	@Test
	void rotateWhenManyAtOnceWithGraceThenAllGetTheSameSuccessor() throws Exception {
		RelyingParty app = this.actors.app();
		Browser browser = this.actors.consented(this.person, app);
		for (int round = 0; round < ROUNDS; round++) {
			String token = app.redeem(app.code(browser)).refreshToken();
			List<RelyingParty.Answer> answers = race(() -> app.refresh(token));
			assertThat(answers).allSatisfy((answer) -> assertThat(answer.status()).isEqualTo(200));
			assertThat(answers.stream().map(RelyingParty.Answer::refreshToken).distinct()).hasSize(1);
			assertThat(app.refresh(answers.get(0).refreshToken()).status()).isEqualTo(200);
		}
	}

	private List<RelyingParty.Answer> race(Callable<RelyingParty.Answer> act)
			throws InterruptedException, ExecutionException {
		CyclicBarrier start = new CyclicBarrier(RACERS);
		List<Future<RelyingParty.Answer>> running = new ArrayList<>();
		for (int i = 0; i < RACERS; i++) {
			running.add(this.threads.submit(() -> {
				start.await();
				return act.call();
			}));
		}
		List<RelyingParty.Answer> answers = new ArrayList<>();
		for (Future<RelyingParty.Answer> each : running) {
			answers.add(each.get());
		}
		return answers;
	}

}
