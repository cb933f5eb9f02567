package dev.signet.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import dev.signet.SqlCounter;
import dev.signet.account.AccountGeneration;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.EmailAddress;
import dev.signet.account.Factor;
import dev.signet.account.NewAccount;
import dev.signet.account.TestAccounts;
import dev.signet.account.Username;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SessionsTests extends SessionOwner {

	@Autowired
	private SqlCounter sql;

	@Autowired
	private SessionProperties properties;

	@Test
	void findWhenOpenThenTellsAll() {
		Factor factor = password();
		NewSession opened = this.sessions
			.open(TestAccounts.generation(this.accounts, this.account), List.of(factor), false, DEVICE)
			.orElseThrow();
		assertThat(this.sessions.signedIn(opened.cookieValue()))
			.hasValueSatisfying((signedIn) -> assertThat(signedIn.getPrincipal().factors()).containsExactly(factor));
		Session found = stored(opened);
		assertThat(found.id()).isEqualTo(opened.sessionId());
		assertThat(found.accountId()).isEqualTo(this.account);
		assertThat(found.factors()).containsExactly(factor);
		assertThat(found.device()).isEqualTo(DEVICE);
		assertThat(found.remembered()).isFalse();
		assertThat(found.lastSeenAt()).isEqualTo(found.createdAt());
		assertThat(found.expiresAt()).isEqualTo(found.createdAt().plus(Duration.ofMinutes(30)));
		assertThat(found.absoluteEndsAt()).isEqualTo(found.createdAt().plus(Duration.ofHours(12)));
		assertThat(opened.cookieMaxAge()).isNull();
	}

	@Test
	void openWhenNothingIsKnownOfTheDeviceThenFoundToo() {
		NewSession opened = this.sessions
			.open(TestAccounts.generation(this.accounts, this.account), List.of(password()), true,
					new Device(null, null))
			.orElseThrow();
		assertThat(this.sessions.signedIn(opened.cookieValue())).isPresent();
		assertThat(stored(opened).device()).isEqualTo(new Device(null, null));
	}

	@Test
	void openWhenStoredThenOnlyTheDigestOfTheCookie() {
		NewSession opened = open(false);
		String row = this.jdbc.sql("select sessions::text from sessions where id = :id")
			.param("id", opened.sessionId())
			.query(String.class)
			.single();
		assertThat(row).doesNotContain(opened.cookieValue());
		assertThat(this.jdbc.sql("select cookie_digest from sessions where id = :id")
			.param("id", opened.sessionId())
			.query(byte[].class)
			.single()).isEqualTo(CookieValue.digest(opened.cookieValue()));
	}

	@Test
	void findWhenAnotherNodeOpenedItThenFound() {
		NewSession opened = open(false);
		Sessions otherNode = new Sessions(new PostgresSessions(this.jdbc, this.clock), this.accounts, this.properties,
				this.context, this.clock);
		assertThat(otherNode.signedIn(opened.cookieValue())).isPresent();
	}

	@Test
	void findWhenUnknownThenNone() {
		assertThat(this.sessions.signedIn("x".repeat(43))).isEmpty();
	}

	@Test
	void findWhenMalformedThenNoneWithoutAsking() {
		String cookie = open(false).cookieValue();
		assertThat(statements(() -> {
			assertThat(this.sessions.signedIn("")).isEmpty();
			assertThat(this.sessions.signedIn(cookie.substring(1))).isEmpty();
			assertThat(this.sessions.signedIn(cookie + "=")).isEmpty();
			assertThat(this.sessions.signedIn("A".repeat(10_000))).isEmpty();
			assertThat(this.sessions.signedIn("\u0000".repeat(43))).isEmpty();
		})).isEmpty();
	}

	@Test
	void findWhenIdleLimitPassedThenNone() {
		NewSession opened = open(false);
		this.clock.advance(Duration.ofMinutes(29));
		this.sessions.touch(live(opened));
		this.clock.advance(Duration.ofMinutes(29));
		assertThat(this.sessions.signedIn(opened.cookieValue())).isPresent();
		this.clock.advance(Duration.ofMinutes(30));
		assertThat(this.sessions.signedIn(opened.cookieValue())).isEmpty();
		assertThat(this.sessions.of(this.account)).isEmpty();
	}

	@Test
	void findWhenAbsoluteLimitPassedThenNoneHoweverBusy() {
		NewSession opened = open(false);
		for (int i = 0; i < 35; i++) {
			this.clock.advance(Duration.ofMinutes(20));
			assertThat(this.sessions.signedIn(opened.cookieValue())).isPresent();
		}
		this.clock.advance(Duration.ofMinutes(20));
		assertThat(this.sessions.signedIn(opened.cookieValue())).isEmpty();
	}

	@Test
	void findWhenRememberedThenLastsSevenDays() {
		NewSession opened = open(true);
		assertThat(opened.cookieMaxAge()).isEqualTo(Duration.ofDays(7));
		this.clock.advance(Duration.ofDays(7).minusMinutes(1));
		assertThat(this.sessions.signedIn(opened.cookieValue())).isPresent();
		this.clock.advance(Duration.ofMinutes(1));
		assertThat(this.sessions.signedIn(opened.cookieValue())).isEmpty();
	}

	@Test
	void findWhenSeenAMomentAgoThenOneStatementThatWritesNothing() {
		NewSession opened = open(false);
		Instant seen = lastSeen(opened);
		this.clock.advance(Duration.ofSeconds(50));
		assertThat(statements(() -> assertThat(this.sessions.signedIn(opened.cookieValue())).isPresent())).hasSize(1);
		assertThat(lastSeen(opened)).isEqualTo(seen);
	}

	@Test
	void findWhenSeenAMinuteAgoThenASecondStatementNotesIt() {
		NewSession opened = open(false);
		this.clock.advance(Duration.ofSeconds(61));
		Instant before = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		assertThat(statements(() -> assertThat(this.sessions.signedIn(opened.cookieValue())).isPresent())).hasSize(2);
		assertThat(lastSeen(opened)).isAfterOrEqualTo(before);
	}

	@Test
	void findWhenClockStepsBackThenLastSeenStays() {
		NewSession opened = open(false);
		Instant seen = lastSeen(opened);
		this.clock.advance(Duration.ofHours(-1));
		assertThat(this.sessions.signedIn(opened.cookieValue())).isPresent();
		assertThat(lastSeen(opened)).isEqualTo(seen);
	}

	@Test
	void touchWhenSeenAMinuteAgoThenOneStatementThatCountsAsActivity() {
		NewSession opened = open(false);
		LiveSession live = live(opened);
		this.clock.advance(Duration.ofMinutes(2));
		assertThat(statements(() -> this.sessions.touch(live))).hasSize(1);
		assertThat(lastSeen(opened)).isAfter(this.clock.instant().minusSeconds(60));
	}

	@Test
	void touchWhenSeenAMomentAgoThenNoStatement() {
		LiveSession live = live(open(false));
		this.clock.advance(Duration.ofSeconds(50));
		assertThat(statements(() -> this.sessions.touch(live))).isEmpty();
	}

	@Test
	void touchWhenOverMeanwhileThenStaysOver() {
		NewSession opened = open(false);
		LiveSession live = live(opened);
		this.clock.advance(Duration.ofMinutes(31));
		this.sessions.touch(live);
		assertThat(this.sessions.signedIn(opened.cookieValue())).isEmpty();
	}

	@Test
	void renewWhenLiveThenSameSessionWithNewCookieAndFreshFactor() {
		NewSession opened = this.sessions
			.open(TestAccounts.generation(this.accounts, this.account), List.of(password()), true, DEVICE)
			.orElseThrow();
		Session before = stored(opened);
		this.clock.advance(Duration.ofDays(1));
		Factor fresh = password();
		NewSession renewed = this.sessions.renew(opened.sessionId(), fresh);
		assertThat(renewed.sessionId()).isEqualTo(opened.sessionId());
		assertThat(renewed.cookieMaxAge()).isBetween(Duration.ofDays(6).minusMinutes(1), Duration.ofDays(6));
		assertThat(this.sessions.signedIn(opened.cookieValue())).isEmpty();
		assertThat(this.sessions.signedIn(renewed.cookieValue())).isPresent();
		Session after = stored(renewed);
		assertThat(after.id()).isEqualTo(before.id());
		assertThat(after.factors()).containsExactly(fresh);
		assertThat(after.createdAt()).isEqualTo(before.createdAt());
		assertThat(after.absoluteEndsAt()).isEqualTo(before.absoluteEndsAt());
		assertThat(after.lastSeenAt()).isAfter(before.lastSeenAt());
	}

	@Test
	void renewWhenOverThenRefused() {
		NewSession opened = open(false);
		this.clock.advance(Duration.ofMinutes(31));
		assertThatExceptionOfType(NoSuchSession.class)
			.isThrownBy(() -> this.sessions.renew(opened.sessionId(), password()));
		this.clock.reset();
		this.sessions.end(opened.sessionId(), EndReason.SIGNED_OUT);
		assertThatExceptionOfType(NoSuchSession.class)
			.isThrownBy(() -> this.sessions.renew(opened.sessionId(), password()));
	}

	@Test
	void endWhenLiveThenGoneAndSaidOnce() {
		NewSession opened = open(true);
		this.sessions.end(opened.sessionId(), EndReason.SIGNED_OUT);
		this.sessions.end(opened.sessionId(), EndReason.SIGNED_OUT);
		this.sessions.endAll(this.account, EndReason.PASSWORD_CHANGED);
		assertThat(this.sessions.signedIn(opened.cookieValue())).isEmpty();
		assertThat(this.ended.of(opened.sessionId()))
			.containsExactly(new SessionEnded(opened.sessionId(), this.account, EndReason.SIGNED_OUT));
	}

	@Test
	void endWhenUnknownThenNothingHappens() {
		UUID unknown = UUID.randomUUID();
		this.sessions.end(unknown, EndReason.SIGNED_OUT);
		assertThat(this.ended.of(unknown)).isEmpty();
	}

	@Test
	void endWhenWhatHangsOnItCannotEndThenNeitherDoesTheSession() {
		NewSession opened = open(false);
		EndedSessions broken = new EndedSessions(this.context, (event) -> {
			throw new IllegalStateException("Grants cannot be revoked now");
		});
		try (broken) {
			assertThatIllegalStateException()
				.isThrownBy(() -> this.sessions.end(opened.sessionId(), EndReason.SIGNED_OUT));
		}
		assertThat(this.sessions.signedIn(opened.cookieValue())).isPresent();
	}

	@Test
	void endAllWhenSeveralThenAllOfThisAccountAndNoOther() {
		List<NewSession> mine = List.of(open(false), open(true), open(false));
		NewSession foreign = this.sessions
			.open(TestAccounts.generation(this.accounts, person(this.accounts)), List.of(password()), false, DEVICE)
			.orElseThrow();
		this.sessions.endAll(this.account, EndReason.SIGNED_OUT_EVERYWHERE);
		assertThat(mine).allSatisfy((session) -> {
			assertThat(this.sessions.signedIn(session.cookieValue())).isEmpty();
			assertThat(this.ended.of(session.sessionId())).singleElement()
				.extracting(SessionEnded::reason)
				.isEqualTo(EndReason.SIGNED_OUT_EVERYWHERE);
		});
		assertThat(this.sessions.signedIn(foreign.cookieValue())).isPresent();
		assertThat(this.ended.of(foreign.sessionId())).isEmpty();
	}

	@Test
	void openWhenEverybodyWasShutOutSinceThenNone() {
		AccountGeneration before = TestAccounts.generation(this.accounts, this.account);
		NewSession kept = open(true);
		this.sessions.endOthers(this.account, kept.sessionId());
		assertThat(this.sessions.open(before, List.of(password()), false, DEVICE)).isEmpty();
		assertThatExceptionOfType(NoSuchSession.class)
			.isThrownBy(() -> this.sessions.renew(before, kept.sessionId(), List.of(password())));
		assertThat(this.sessions.signedIn(kept.cookieValue())).isPresent();
		AccountGeneration now = TestAccounts.generation(this.accounts, this.account);
		assertThat(this.sessions.renew(now, kept.sessionId(), List.of(password())).sessionId())
			.isEqualTo(kept.sessionId());
		assertThat(this.sessions.open(now, List.of(password()), false, DEVICE)).isPresent();
	}

	@Test
	void renewWhenTheSessionIsSomebodyElsesThenNot() {
		NewSession mine = open(true);
		AccountGeneration other = TestAccounts.generation(this.accounts, person(this.accounts));
		assertThatExceptionOfType(NoSuchSession.class)
			.isThrownBy(() -> this.sessions.renew(other, mine.sessionId(), List.of(password())));
	}

	@Test
	void disableAccountWhenSignedInThenAllItsSessionsEnd() {
		NewSession opened = open(true);
		this.accounts.update(this.account, (person) -> person.disable(this.clock.instant()));
		assertThat(this.sessions.signedIn(opened.cookieValue())).isEmpty();
		assertThat(this.ended.of(opened.sessionId()))
			.containsExactly(new SessionEnded(opened.sessionId(), this.account, EndReason.ACCOUNT_DISABLED));
	}

	@Test
	void deleteAccountWhenSignedInThenItsSessionsAreGone() {
		NewSession opened = open(true);
		this.jdbc.sql("delete from accounts where id = :id").param("id", this.account.value()).update();
		assertThat(this.sessions.signedIn(opened.cookieValue())).isEmpty();
	}

	@Test
	void ofWhenSeveralThenLiveOnesLastUsedFirst() {
		NewSession first = open(true);
		NewSession second = open(true);
		NewSession over = open(true);
		NewSession idle = open(false);
		this.sessions.end(over.sessionId(), EndReason.SIGNED_OUT);
		this.clock.advance(Duration.ofHours(1));
		this.sessions.touch(live(first));
		assertThat(this.sessions.of(this.account)).extracting(Session::id)
			.containsExactly(first.sessionId(), second.sessionId())
			.doesNotContain(idle.sessionId());
	}

	/** A person of their own for a test. */
	static AccountId person(Accounts accounts) {
		String name = "s" + UUID.randomUUID().toString().replace("-", "").substring(0, 15);
		return accounts.register(NewAccount.of(new Username(name), new EmailAddress(name + "@signet.example"))).id();
	}

	static Factor password(Clock clock) {
		return new Factor(Factor.Method.PASSWORD, clock.instant().truncatedTo(ChronoUnit.MICROS));
	}

	private LiveSession live(NewSession session) {
		return new LiveSession(session.sessionId(), lastSeen(session));
	}

	private Instant lastSeen(NewSession session) {
		return stored(session).lastSeenAt();
	}

	private Session stored(NewSession session) {
		return this.sessions.of(this.account)
			.stream()
			.filter((candidate) -> candidate.id().equals(session.sessionId()))
			.findFirst()
			.orElseThrow();
	}

	private List<String> statements(SqlCounter.Action action) {
		return this.sql.own(action).stream().filter((statement) -> statement.contains(" sessions")).toList();
	}

}
