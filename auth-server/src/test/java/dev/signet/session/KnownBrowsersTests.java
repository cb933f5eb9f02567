package dev.signet.session;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.SqlCounter;
import dev.signet.account.AccountGeneration;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.TestAccounts;
import dev.signet.secret.RandomText;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

@SignetTest
class KnownBrowsersTests {

	@Autowired
	private KnownBrowsers browsers;

	@Autowired
	private Sessions sessions;

	@Autowired
	private SessionSweep sweep;

	@Autowired
	private Accounts accounts;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MutableClock clock;

	@Autowired
	private SqlCounter sql;

	private final String key = CookieValue.random(new RandomText());

	private AccountId account;

	@BeforeEach
	void setUp() {
		this.account = SessionsTests.person(this.accounts);
	}

	@Test
	void openThenBrowserIsKnownToThisAccountOnly() {
		assertThat(this.browsers.knows(this.account, request(this.key))).isFalse();
		open(this.key);
		assertThat(this.browsers.knows(this.account, request(this.key))).isTrue();
		assertThat(this.browsers.knows(SessionsTests.person(this.accounts), request(this.key))).isFalse();
		assertThat(this.browsers.knows(this.account, request(CookieValue.random(new RandomText())))).isFalse();
	}

	@Test
	void peopleThenAllWhoSignedInThereTheLastOneFirst() {
		assertThat(this.browsers.people(request(this.key))).isEmpty();
		assertThat(this.browsers.people(new MockHttpServletRequest())).isEmpty();
		AccountId first = this.account;
		open(this.key);
		this.clock.advance(Duration.ofSeconds(1));
		this.account = SessionsTests.person(this.accounts);
		open(this.key);
		assertThat(this.browsers.people(request(this.key))).containsExactly(this.account, first);
		assertThat(this.browsers.digests(first))
			.containsExactly(HexFormat.of().formatHex(CookieValue.digest(this.key)));
		this.clock.advance(KnownBrowsers.KEPT);
		assertThat(this.browsers.people(request(this.key))).isEmpty();
	}

	@Test
	void surprisesWhenSignedInElsewhereOnlyThenYesButNotAtTheVeryFirstSignIn() {
		assertThat(this.browsers.surprises(this.account, request(this.key))).isFalse();
		open(this.key);
		assertThat(this.browsers.surprises(this.account, request(this.key))).isFalse();
		assertThat(this.browsers.surprises(this.account, request(CookieValue.random(new RandomText())))).isTrue();
		assertThat(this.browsers.surprises(this.account, new MockHttpServletRequest())).isTrue();
		this.clock.advance(KnownBrowsers.KEPT);
		assertThat(this.browsers.surprises(this.account, new MockHttpServletRequest())).isFalse();
	}

	@Test
	void openThenOneStatement() {
		AccountGeneration generation = TestAccounts.generation(this.accounts, this.account);
		assertThat(this.sql.own(() -> open(generation, this.key))).hasSize(1);
		assertThat(this.sql.own(() -> open(generation, this.key))).hasSize(1);
	}

	@Test
	void knowsWhenBrowserHasNoKeyThenNotAndAsksNothing() {
		this.sessions
			.open(TestAccounts.generation(this.accounts, this.account), List.of(SessionsTests.password(this.clock)),
					false, new Device(null, null))
			.orElseThrow();
		assertThat(this.sql
			.own(() -> assertThat(this.browsers.knows(this.account, new MockHttpServletRequest())).isFalse()))
			.isEmpty();
		assertThat(count()).isZero();
	}

	@Test
	void knowsWhenSessionIsEndedAndDeletedThenStill() {
		NewSession session = open(this.key);
		this.sessions.end(session.sessionId(), EndReason.SIGNED_OUT);
		this.clock.advance(Sessions.KEPT_AFTER_END.plusSeconds(1));
		this.sweep.sweep();
		assertThat(this.browsers.knows(this.account, request(this.key))).isTrue();
	}

	@Test
	void forgetOthersThenOnlyTheOneIsKnownUntilSomebodySignsInThereAgain() {
		String other = CookieValue.random(new RandomText());
		open(this.key);
		NewSession left = open(other);
		this.sessions.end(left.sessionId(), EndReason.SIGNED_OUT);
		this.browsers.forgetOthers(this.account, HexFormat.of().formatHex(CookieValue.digest(this.key)));
		assertThat(this.browsers.knows(this.account, request(this.key))).isTrue();
		assertThat(this.browsers.knows(this.account, request(other))).isFalse();
		assertThat(this.browsers.knew(this.account, request(other))).isTrue();
		assertThat(this.browsers.knew(this.account, request(CookieValue.random(new RandomText())))).isFalse();
		assertThat(this.browsers.people(request(other))).isEmpty();
		assertThat(this.browsers.surprises(this.account, request(other))).isTrue();
		assertThat(this.browsers.left(CookieValue.digest(other))).as("somebody left it all the same").isTrue();
		open(other);
		assertThat(this.browsers.knows(this.account, request(other))).isTrue();
		this.browsers.forgetOthers(this.account, null);
		assertThat(this.browsers.knows(this.account, request(this.key))).isFalse();
		assertThat(this.browsers.knows(this.account, request(other))).isFalse();
		assertThat(this.browsers.surprises(this.account, request(this.key))).as("also when all are forgotten").isTrue();
		assertThat(this.browsers.surprises(this.account, new MockHttpServletRequest())).isTrue();
	}

	@Test
	void knowsWhenUnusedFor400DaysThenForgottenAndSwept() {
		open(this.key);
		this.clock.advance(Duration.ofDays(399));
		open(this.key);
		this.clock.advance(Duration.ofDays(399));
		this.sweep.sweep();
		assertThat(this.browsers.knows(this.account, request(this.key))).isTrue();
		this.clock.advance(Duration.ofDays(1));
		assertThat(this.browsers.knows(this.account, request(this.key))).isFalse();
		assertThat(this.browsers.knew(this.account, request(this.key))).isFalse();
		this.sweep.sweep();
		assertThat(count()).isZero();
	}

	@Test
	void openWhenTooManyBrowsersThenForgetsTheOneUnusedForLongest() {
		open(this.key);
		String second = CookieValue.random(new RandomText());
		this.clock.advance(Duration.ofSeconds(1));
		open(second);
		IntStream.range(2, KnownBrowsers.MOST).forEach((i) -> {
			this.clock.advance(Duration.ofSeconds(1));
			open(CookieValue.random(new RandomText()));
		});
		assertThat(this.browsers.knows(this.account, request(this.key))).isTrue();
		this.clock.advance(Duration.ofSeconds(1));
		open(this.key);
		open(CookieValue.random(new RandomText()));
		assertThat(count()).isEqualTo(KnownBrowsers.MOST);
		assertThat(this.browsers.knows(this.account, request(this.key))).isTrue();
		assertThat(this.browsers.knows(this.account, request(second))).isFalse();
	}

	@Test
	void deleteAccountThenNothingIsLeft() {
		open(this.key);
		this.jdbc.sql("delete from accounts where id = :account").param("account", this.account.value()).update();
		assertThat(count()).isZero();
	}

	private NewSession open(String key) {
		return open(TestAccounts.generation(this.accounts, this.account), key);
	}

	private NewSession open(AccountGeneration generation, String key) {
		return this.sessions
			.open(generation, List.of(SessionsTests.password(this.clock)), false,
					new Device("Firefox", "192.0.2.7", HexFormat.of().formatHex(CookieValue.digest(key))))
			.orElseThrow();
	}

	private static HttpServletRequest request(String key) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setCookies(new Cookie("signet-browser", key));
		return request;
	}

	private int count() {
		return this.jdbc.sql("select count(*) from known_browsers where account_id = :account")
			.param("account", this.account.value())
			.query(Integer.class)
			.single();
	}

}
