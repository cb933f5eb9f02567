package dev.signet.linking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.signet.account.AccountId;
import dev.signet.account.SignedInAccount;
import dev.signet.federation.UpstreamAnswer;
import dev.signet.session.SessionAuthentication;
import dev.signet.signin.PendingRequest;
import dev.signet.signin.WaitingRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;

/**
 * Whether somebody who comes from a provider has just proved there who they are. A
 * provider at which they are signed in sends them back without a question, and so it does
 * with whoever else sits at their browser. That is a sign-in; it is none where they are
 * to show once more that it is them.
 */
@Component
class Freshness {

	/** How far clocks may be apart. */
	private static final Duration SKEW = Duration.ofSeconds(60);

	private final OtherWaysIn otherWaysIn;

	private final WaitingRequest waitingRequest;

	private final Clock clock;

	Freshness(OtherWaysIn otherWaysIn, WaitingRequest waitingRequest, Clock clock) {
		this.otherWaysIn = otherWaysIn;
		this.waitingRequest = waitingRequest;
		this.clock = clock;
	}

	/**
	 * Whether the provider is to ask anew: for somebody who is signed in here already,
	 * and where the app wants it.
	 */
	boolean wanted(Optional<PendingRequest> pending) {
		return SessionAuthentication.current() != null || wantedBy(pending);
	}

	/**
	 * When somebody proved who they are, empty when they were to do so anew and the
	 * provider does not say that they did. An account into which nothing else leads would
	 * be shut out of its own pages by a provider that never says so; of such an account
	 * it counts.
	 */
	Optional<Instant> provedAt(AccountId accountId, UpstreamAnswer answer, HttpServletRequest request,
			HttpServletResponse response) {
		Instant now = this.clock.instant();
		Instant since = answer.flow().freshSince();
		if (since == null || switches(accountId, request, response)) {
			return Optional.of(now);
		}
		Optional<Instant> there = authTime(answer, now);
		if (there.isEmpty()) {
			return this.otherWaysIn.existBesideProviders(accountId) ? Optional.empty() : Optional.of(now);
		}
		// Where it has just been, it was since they left, whatever the clock over there
		// says
		return there.filter((time) -> !time.isBefore(since.minus(SKEW)))
			.map((time) -> time.isBefore(since) ? since : time);
	}

	/** Somebody else than who is signed in here, of whom no more is wanted. */
	private boolean switches(AccountId accountId, HttpServletRequest request, HttpServletResponse response) {
		SignedInAccount current = SessionAuthentication.current();
		return current != null && !current.accountId().equals(accountId)
				&& !wantedBy(this.waitingRequest.findOrRestart(request, response));
	}

	private static boolean wantedBy(Optional<PendingRequest> pending) {
		return pending.filter(PendingRequest::wantsFreshSignIn).isPresent();
	}

	/**
	 * When they signed in over there (OpenID Connect Core 1.0 §2), never later than now.
	 */
	private static Optional<Instant> authTime(UpstreamAnswer answer, Instant now) {
		return (answer.provider().preset().openIdConnect()
				&& answer.person().claims().get("auth_time") instanceof Number seconds)
						? Optional.of(seconds.longValue())
							.filter((time) -> time >= 0 && time <= now.plus(SKEW).getEpochSecond())
							.map(Instant::ofEpochSecond)
							.map((time) -> time.isAfter(now) ? now : time)
						: Optional.empty();
	}

}
