package dev.signet.proof;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.EmailAddress;
import dev.signet.account.TestAccounts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@SignetTest
class MailedProofsTests {

	private static final int ROUNDS = 50;

	private static final int RACERS = 20;

	private final UUID session = UUID.randomUUID();

	@Autowired
	private MailedProofs proofs;

	@Autowired
	private ProofSweep sweep;

	@Autowired
	private Accounts accounts;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MutableClock clock;

	private AccountId account;

	private EmailAddress address;

	@BeforeEach
	void setUp() {
		Account made = this.accounts.register(TestAccounts.someone());
		this.account = made.id();
		this.address = new EmailAddress(made.emailAddress());
	}

	@ParameterizedTest
	@EnumSource
	void useWhenGoodThenOnceAndForItsPurposeOnly(Purpose purpose) {
		NewProof proof = this.proofs.issue(purpose, this.account, this.address);
		assertThat(proof.token()).matches("sgn_ml_[A-Za-z0-9_-]{43}");
		assertThat(proof).asString().doesNotContain(proof.token());
		for (Purpose other : Purpose.values()) {
			assertThat(this.proofs.find(other, proof.token()).isPresent()).isEqualTo(other == purpose);
			assertThat(other != purpose && this.proofs.use(other, proof.token()).isPresent()).isFalse();
		}
		assertThat(this.proofs.use(purpose, proof.token())).hasValueSatisfying((used) -> {
			assertThat(used.accountId()).isEqualTo(this.account);
			assertThat(used.address()).isEqualTo(this.address);
		});
		assertThat(this.proofs.use(purpose, proof.token())).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void useWhenTimeIsOverThenNothingAndSwept(Purpose purpose) {
		this.clock.stop();
		String token = this.proofs.issue(purpose, this.account, this.address).token();
		this.clock.advance(purpose.lifetime().minusSeconds(1));
		assertThat(this.proofs.find(purpose, token)).isPresent();
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(this.proofs.find(purpose, token)).isEmpty();
		assertThat(this.proofs.use(purpose, token)).isEmpty();
		this.sweep.sweep();
		assertThat(rows()).isZero();
	}

	@ParameterizedTest
	@EnumSource(names = { "VERIFY_EMAIL", "CHANGE_EMAIL", "RESET_PASSWORD" })
	void issueWhenThereIsAnOlderOneThenThatIsOver(Purpose purpose) {
		String older = this.proofs.issue(purpose, this.account, this.address).token();
		String newer = this.proofs.issue(purpose, this.account, this.address).token();
		assertThat(this.proofs.use(purpose, older)).isEmpty();
		assertThat(this.proofs.use(purpose, newer)).isPresent();
	}

	/** Somebody who got in must not end the owner's way back by making another change. */
	@ParameterizedTest
	@EnumSource(names = { "UNDO_EMAIL", "LOCK_ACCOUNT" })
	void issueWhenItIsAWayBackThenOlderOnesStay(Purpose purpose) {
		String older = this.proofs.issue(purpose, this.account, this.address).token();
		this.proofs.issue(purpose, this.account, this.address);
		assertThat(this.proofs.use(purpose, older)).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "sgn_ml_", "x", "sgn_ml_\0", "' or 1=1 --",
			"sgn_ml_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
			"sgn_ac_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" })
	void findWhenItIsNoTokenThenNothing(String token) {
		assertThat(this.proofs.find(Purpose.RESET_PASSWORD, token)).isEmpty();
		assertThat(this.proofs.use(Purpose.RESET_PASSWORD, token + "A".repeat(100_000))).isEmpty();
	}

	@Test
	void useCodeWhenTypedInAnyWayThenTakenInItsSessionAndForItsAccountOnly() {
		String code = code();
		assertThat(code).matches("[0-9]{4}-[0-9]{4}");
		AccountId other = this.accounts.register(TestAccounts.someone()).id();
		assertThat(this.proofs.useCode(Purpose.VERIFY_EMAIL, this.account, UUID.randomUUID(), code)).isEmpty();
		assertThat(this.proofs.useCode(Purpose.VERIFY_EMAIL, other, this.session, code)).isEmpty();
		assertThat(this.proofs.useCode(Purpose.CHANGE_EMAIL, this.account, this.session, code)).isEmpty();
		assertThat(this.proofs.awaited(Purpose.VERIFY_EMAIL, this.account, this.session)).isPresent();
		String typed = " " + code.replace("-", " \u2013 ") + "\t";
		assertThat(this.proofs.useCode(Purpose.VERIFY_EMAIL, this.account, this.session, typed)).isPresent();
		assertThat(this.proofs.useCode(Purpose.VERIFY_EMAIL, this.account, this.session, code)).isEmpty();
		assertThat(this.proofs.awaited(Purpose.VERIFY_EMAIL, this.account, this.session)).isEmpty();
	}

	@Test
	void useCodeWhenTriedTooOftenThenTheRightOneIsOfNoUseButTheLinkIs() {
		NewProof proof = this.proofs.issueWithCode(Purpose.VERIFY_EMAIL, this.account, this.address, this.session);
		for (int i = 0; i < MailedProofs.MOST_TRIES; i++) {
			assertThat(this.proofs.useCode(Purpose.VERIFY_EMAIL, this.account, this.session, wrong(proof.code())))
				.isEmpty();
		}
		assertThat(this.proofs.useCode(Purpose.VERIFY_EMAIL, this.account, this.session, proof.code())).isEmpty();
		assertThat(this.proofs.use(Purpose.VERIFY_EMAIL, proof.token())).isPresent();
	}

	@Test
	void useWhenManyAtOnceThenOneWins() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			String token = this.proofs.issue(Purpose.RESET_PASSWORD, this.account, this.address).token();
			assertThat(race(() -> this.proofs.use(Purpose.RESET_PASSWORD, token).isPresent())).isEqualTo(1);
		}
	}

	@Test
	void useCodeWhenManyWrongOnesAtOnceThenNoMoreThanAllowedAreLookedAt() throws Exception {
		String code = code();
		race(() -> this.proofs.useCode(Purpose.VERIFY_EMAIL, this.account, this.session, wrong(code)).isPresent());
		assertThat(this.proofs.useCode(Purpose.VERIFY_EMAIL, this.account, this.session, code)).isEmpty();
		assertThat(this.jdbc.sql("select tries from mailed_proofs where account_id = :account")
			.param("account", this.account.value())
			.query(Integer.class)
			.single()).isEqualTo(MailedProofs.MOST_TRIES);
	}

	@Test
	void storeThenNeitherTokenNorCodeIsInTheTable() {
		NewProof proof = this.proofs.issueWithCode(Purpose.VERIFY_EMAIL, this.account, this.address, this.session);
		String row = this.jdbc.sql("select p::text from mailed_proofs p where account_id = :account")
			.param("account", this.account.value())
			.query(String.class)
			.single();
		assertThat(row).contains("VERIFY_EMAIL").doesNotContain(proof.token().substring(7), proof.code());
	}

	private String code() {
		return this.proofs.issueWithCode(Purpose.VERIFY_EMAIL, this.account, this.address, this.session).code();
	}

	private static String wrong(String code) {
		return ((code.charAt(0) == '1') ? "2" : "1") + code.substring(1);
	}

	private int rows() {
		return this.jdbc.sql("select count(*) from mailed_proofs where account_id = :account")
			.param("account", this.account.value())
			.query(Integer.class)
			.single();
	}

	private static int race(Callable<Boolean> act) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(RACERS);
		try {
			CyclicBarrier start = new CyclicBarrier(RACERS);
			List<Future<Boolean>> running = IntStream.range(0, RACERS).mapToObj((i) -> threads.submit(() -> {
				start.await();
				return act.call();
			})).toList();
			int winners = 0;
			for (Future<Boolean> each : running) {
				winners += each.get() ? 1 : 0;
			}
			return winners;
		}
		finally {
			threads.shutdownNow();
		}
	}

}
