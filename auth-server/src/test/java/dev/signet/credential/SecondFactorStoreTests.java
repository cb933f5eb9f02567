package dev.signet.credential;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.AccountId;
import dev.signet.flow.Actors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Authenticator apps and recovery codes, on the database. */
@SignetTest
class SecondFactorStoreTests {

	private static final int RACERS = 16;

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private Authenticators authenticators;

	@Autowired
	private RecoveryCodes recoveryCodes;

	@Autowired
	private MutableClock clock;

	@Autowired
	private JdbcClient jdbc;

	private AccountId person;

	private AccountId stranger;

	@BeforeEach
	void setUp() {
		this.person = this.actors.person("USER").id();
		this.stranger = this.actors.person("USER").id();
	}

	@Test
	void useWhenCodeIsPresentedAgainThenOnlyOnce() {
		TestAuthenticator app = TestAuthenticator.of(this.person, this.beans);
		assertThat(this.authenticators.use(this.person, app.shown())).as("used when it was set up").isFalse();
		String code = app.next();
		assertThat(this.authenticators.use(this.person, code)).isTrue();
		assertThat(this.authenticators.use(this.person, code)).isFalse();
		assertThat(this.authenticators.of(this.person).orElseThrow().lastUsedAt()).isNotNull();
	}

	@Test
	void useWhenAnEarlierCodeComesAfterALaterOneThenNot() {
		TestAuthenticator app = TestAuthenticator.of(this.person, this.beans);
		String earlier = app.next();
		assertThat(this.authenticators.use(this.person, app.next())).isTrue();
		assertThat(this.authenticators.use(this.person, earlier)).isFalse();
	}

	@Test
	void useWhenManyAtOnceThenOneIsRight() throws Exception {
		TestAuthenticator app = TestAuthenticator.of(this.person, this.beans);
		for (int round = 0; round < 20; round++) {
			String code = app.next();
			assertThat(race(() -> this.authenticators.use(this.person, code))).isOne();
		}
		for (String code : codes()) {
			assertThat(race(() -> this.recoveryCodes.use(this.person, code))).isOne();
		}
	}

	@Test
	void addWhenManyAtOnceThenOneAppCounts() throws Exception {
		AuthenticatorSecret secret = this.authenticators.propose();
		String code = TimeBasedCode.at(secret.bytes(), TimeBasedCode.stepAt(this.clock.instant()));
		assertThat(race(() -> this.authenticators.add(this.person, secret, code))).isOne();
	}

	@Test
	void secretWhenStoredThenEncryptedForThisAccountOnly() {
		TestAuthenticator app = TestAuthenticator.of(this.person, this.beans);
		TestAuthenticator.of(this.stranger, this.beans);
		this.jdbc.sql("""
				update authenticators set secret = (select secret from authenticators where account_id = :from)
				where account_id = :to""")
			.param("from", this.person.value())
			.param("to", this.stranger.value())
			.update();
		String code = app.next();
		assertThatThrownBy(() -> this.authenticators.use(this.stranger, code))
			.isInstanceOf(IllegalArgumentException.class);
	}

	@Test
	void unsealWhenChangedOrOldOrOfAnotherThenNothing() {
		String sealed = this.authenticators.seal(this.authenticators.propose(), this.person);
		assertThat(this.authenticators.unseal(sealed, this.person)).isPresent();
		assertThat(this.authenticators.unseal(sealed, this.stranger)).isEmpty();
		assertThat(this.authenticators.unseal(sealed.substring(1), this.person)).isEmpty();
		assertThat(this.authenticators.unseal("", this.person)).isEmpty();
		assertThat(this.authenticators.unseal("%\0", this.person)).isEmpty();
		this.clock.advance(Duration.ofMinutes(31));
		assertThat(this.authenticators.unseal(sealed, this.person)).isEmpty();
	}

	@Test
	void recoveryCodesThenTenOfSixtyBitsAndNoneIsStored() {
		List<String> codes = codes();
		assertThat(new HashSet<>(codes)).hasSize(10).allMatch((code) -> code.matches("([0-9A-HJKMNP-TV-Z]{4}-?){3}"));
		assertThat(this.jdbc.sql("select encode(digest, 'escape') from recovery_codes where account_id = :person")
			.param("person", this.person.value())
			.query(String.class)
			.list()).hasSize(10).doesNotContainAnyElementsOf(codes);
	}

	@Test
	void recoveryCodesThenTheirKeyOutlivesTheMasterKey() {
		assertThat(this.jdbc.sql("select count(*) from kept_secrets where name = 'recovery codes'")
			.query(Integer.class)
			.single()).isOne();
	}

	@Test
	void recoveryCodeWhenTypedCarelesslyThenStillRightButOnlyForItsOwner() {
		List<String> codes = codes();
		assertThat(this.recoveryCodes.use(this.stranger, codes.get(0))).isFalse();
		assertThat(this.recoveryCodes.use(this.person,
				" " + codes.get(0).toLowerCase().replace("-", " ").replace('0', 'o').replace('1', 'l')))
			.isTrue();
		assertThat(this.recoveryCodes.use(this.person, codes.get(0))).isFalse();
		assertThat(this.recoveryCodes.left(this.person)).isEqualTo(9);
	}

	@Test
	void makeWhenSentAgainThenTheSameCodesAndNoneComesBack() {
		String offer = this.recoveryCodes.offer(this.person);
		List<String> codes = this.recoveryCodes.make(this.person, offer).orElseThrow();
		assertThat(this.recoveryCodes.use(this.person, codes.get(0))).isTrue();
		assertThat(this.recoveryCodes.make(this.person, offer)).contains(codes);
		assertThat(this.recoveryCodes.left(this.person)).isEqualTo(9);
	}

	@Test
	void makeWhenFormIsOldOrOfAnotherThenTheCodesStay() {
		String before = this.recoveryCodes.offer(this.person);
		String others = this.recoveryCodes.offer(this.stranger);
		this.clock.advance(Duration.ofSeconds(1));
		List<String> codes = codes();
		for (String offer : List.of(before, others, "", "%\0", codes.get(0))) {
			assertThat(this.recoveryCodes.make(this.person, offer)).isEmpty();
		}
		String late = this.recoveryCodes.offer(this.person);
		this.clock.advance(Duration.ofMinutes(31));
		assertThat(this.recoveryCodes.make(this.person, late)).isEmpty();
		assertThat(this.recoveryCodes.use(this.person, codes.get(9))).isTrue();
	}

	@Test
	void makeWhenManyAtOnceThenThereAreTenCodes() throws Exception {
		String offer = this.recoveryCodes.offer(this.person);
		assertThat(race(() -> this.recoveryCodes.make(this.person, offer).isPresent())).isEqualTo(RACERS);
		assertThat(this.recoveryCodes.left(this.person)).isEqualTo(10);
		race(() -> this.recoveryCodes.make(this.person, this.recoveryCodes.offer(this.person)).isPresent());
		assertThat(this.recoveryCodes.left(this.person)).isEqualTo(10);
	}

	/** Its form tells the moment by the millisecond. */
	@Test
	void makeWhenShownInTheMillisecondOfTheCodesBeforeThenMade() {
		this.clock.stop();
		Instant now = this.clock.instant();
		this.clock.advance(Duration.between(now, now.truncatedTo(ChronoUnit.MILLIS).plus(Duration.ofNanos(1_700_000))));
		codes();
		assertThat(this.recoveryCodes.make(this.person, this.recoveryCodes.offer(this.person))).isPresent();
	}

	@Test
	void renewWhenThereWereCodesThenThoseAreWorthless() {
		String old = codes().get(0);
		codes();
		assertThat(this.recoveryCodes.use(this.person, old)).isFalse();
		assertThat(this.recoveryCodes.left(this.person)).isEqualTo(10);
	}

	private List<String> codes() {
		return TestAuthenticator.recoveryCodes(this.person, this.beans);
	}

	private static long race(Callable<Boolean> act) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(RACERS);
		try {
			CyclicBarrier start = new CyclicBarrier(RACERS);
			List<Future<Boolean>> running = new ArrayList<>();
			for (int i = 0; i < RACERS; i++) {
				running.add(threads.submit(() -> {
					start.await();
					return act.call();
				}));
			}
			long winners = 0;
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
