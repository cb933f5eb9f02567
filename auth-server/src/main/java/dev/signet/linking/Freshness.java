package dev.signet.linking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.signet.account.AccountId;
import dev.signet.account.Factor;
import dev.signet.account.SignedInAccount;
import dev.signet.federation.visit.UpstreamAnswer;
import dev.signet.session.BrowserKey;
import dev.signet.session.KnownBrowsers;
import dev.signet.session.SessionAuthentication;
import dev.signet.signin.journey.PendingRequest;
import dev.signet.signin.journey.WaitingRequest;
import dev.signet.signin.journey.WayBack;
import dev.signet.signin.step.FreshnessAsked;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;

/**
 * When somebody who comes from a provider has proved there who they are, and whether that
 * is enough. A provider at which they are signed in sends them back without a question,
 * and so it does with whoever else sits at their browser. That is a sign-in; it is none
 * where they are to show once more that it is them.
 */
@Component
class Freshness {

	/** How far clocks may be apart. */
	private static final Duration SKEW = Duration.ofSeconds(60);

	private final WaysIn waysIn;

	private final KnownBrowsers knownBrowsers;

	private final BrowserKey browserKey;

	private final WaitingRequest waitingRequest;

	private final FreshnessAsked asked;

	private final Clock clock;

	Freshness(WaysIn waysIn, KnownBrowsers knownBrowsers, BrowserKey browserKey, WaitingRequest waitingRequest,
			FreshnessAsked asked, Clock clock) {
		this.waysIn = waysIn;
		this.knownBrowsers = knownBrowsers;
		this.browserKey = browserKey;
		this.waitingRequest = waitingRequest;
		this.asked = asked;
		this.clock = clock;
	}

	/**
	 * Whether the provider is to ask anew. It must for somebody who is signed in here
	 * already, where the app wants it, and where somebody proves their account to link
	 * it. It may as well where somebody has signed out: whoever comes to the browser next
	 * may be another one, whom the provider would take for them.
	 */
	Wish wish(Optional<PendingRequest> pending, HttpServletRequest request) {
		if (SessionAuthentication.current() != null || wantedBy(pending) || provesAccount(request)) {
			return Wish.NEEDED;
		}
		return this.browserKey.digest(request).filter(this.knownBrowsers::left).isPresent() ? Wish.ASKED : Wish.NONE;
	}

	/**
	 * What the word of a provider counts for, empty when they were to sign in anew and
	 * the provider does not say that they did. An account into which nothing else leads
	 * would be shut out of its own pages by a provider that never says so; of such an
	 * account it counts, once it was asked for.
	 */
	Optional<Factor> factor(AccountId accountId, UpstreamAnswer answer, HttpServletRequest request,
			HttpServletResponse response) {
		Instant now = this.clock.instant();
		Optional<Instant> there = authTime(answer, now);
		Instant since = answer.flow().freshSince();
		if (since == null || switches(accountId, request, response)) {
			return Optional
				.of(there.map(Freshness::dated).orElseGet(() -> new Factor(Factor.Method.UPSTREAM_UNDATED, now)));
		}
		if (there.isEmpty()) {
			String clientId = this.waitingRequest.findOrRestart(request, response)
				.map(PendingRequest::clientId)
				.orElse(null);
			return this.waysIn.existBeside(answer.provider(), accountId, clientId) ? Optional.empty()
					: Optional.of(dated(now));
		}
		// Where it has just been, it was since they left, whatever the clock over there
		// says
		return there.filter((time) -> !time.isBefore(since.minus(SKEW)))
			.map((time) -> dated(time.isBefore(since) ? since : time));
	}

	/**
	 * The same of somebody who has just got an account by it, into which nothing else
	 * leads.
	 */
	Factor ofNewcomer(UpstreamAnswer answer) {
		Instant now = this.clock.instant();
		return dated(authTime(answer, now).orElse(now));
	}

	/** Somebody else than who is signed in here, of whom no more is wanted. */
	private boolean switches(AccountId accountId, HttpServletRequest request, HttpServletResponse response) {
		SignedInAccount current = SessionAuthentication.current();
		return current != null && !current.accountId().equals(accountId)
				&& !wantedBy(this.waitingRequest.findOrRestart(request, response)) && !provesAccount(request);
	}

	private boolean wantedBy(Optional<PendingRequest> pending) {
		return pending.filter(this.asked::by).isPresent();
	}

	private static boolean provesAccount(HttpServletRequest request) {
		return WayBack.page(request).filter((next) -> next.startsWith(ProofController.CONFIRM)).isPresent();
	}

	private static Factor dated(Instant time) {
		return new Factor(Factor.Method.UPSTREAM, time);
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

	/** What is wanted of a provider before it sends somebody back. */
	enum Wish {

		/** Whatever it does counts. */
		NONE,

		/** It is to ask who it is; if it does not, what it says counts for no more. */
		ASKED,

		/** It is to ask who it is, and to say that it did. */
		NEEDED

	}

}
