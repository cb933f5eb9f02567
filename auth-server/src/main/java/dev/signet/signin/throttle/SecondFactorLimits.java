package dev.signet.signin.throttle;

import java.util.List;
import java.util.stream.Stream;

import dev.signet.account.AccountDeleted;
import dev.signet.account.AccountId;
import dev.signet.credential.SecondFactorsRemoved;
import dev.signet.proof.Asked;
import dev.signet.proof.Asker;
import dev.signet.proof.Asking;
import dev.signet.proof.Asks;
import dev.signet.session.BrowserKey;
import dev.signet.session.KnownBrowsers;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * How many second factors are looked at that are wrong. Who knows the password can use up
 * the room of everybody; the owner has more in a browser in which they signed in before.
 * They keep it when that is forgotten as they shut somebody else out: nobody is among
 * those browsers who never got past the second step.
 */
@Component
public class SecondFactorLimits {

	private final Asks asks;

	private final KnownBrowsers knownBrowsers;

	private final BrowserKey browserKey;

	SecondFactorLimits(Asks asks, KnownBrowsers knownBrowsers, BrowserKey browserKey) {
		this.asks = asks;
		this.knownBrowsers = knownBrowsers;
		this.browserKey = browserKey;
	}

	/**
	 * Counts a guess.
	 * @throws TooManyCodes when there is no room for one more
	 */
	public Guess count(AccountId accountId, HttpServletRequest request) throws TooManyCodes {
		List<Asker> askers = ofAnybody(accountId);
		Asked asked = this.asks.count(askers);
		if (asked.refused().isPresent() && this.knownBrowsers.knew(accountId, request)) {
			askers = inBrowser(accountId, this.browserKey.hexDigest(request).orElseThrow());
			asked = this.asks.count(askers);
		}
		if (asked.refused().isPresent()) {
			Asker refused = asked.refused().get();
			throw new TooManyCodes(refused.what(), this.asks.wait(refused));
		}
		return new Guess(askers, asked.last());
	}

	/** Takes a guess back that was right, with which the row of wrong ones is over. */
	public void takeBack(AccountId accountId, Guess guess) {
		this.asks.right(Stream.concat(guess.askers().stream(), Stream.of(inARow(accountId))).distinct().toList());
	}

	/** All for whom guesses at the second factor of an account count. */
	Stream<Asker> of(AccountId accountId) {
		return Stream.concat(ofAnybody(accountId).stream(),
				this.knownBrowsers.digests(accountId)
					.stream()
					.flatMap((browser) -> inBrowser(accountId, browser).stream()));
	}

	@EventListener
	void on(AccountDeleted event) {
		this.asks.forget(of(event.accountId()).toList());
	}

	/** Nobody has guessed at the next one yet. */
	@EventListener
	void on(SecondFactorsRemoved event) {
		this.asks.forget(of(event.accountId()).toList());
	}

	private static List<Asker> ofAnybody(AccountId accountId) {
		return List.of(Asker.of(Asking.SECOND_FACTOR, accountId.toString()), inARow(accountId));
	}

	private static Asker inARow(AccountId accountId) {
		return Asker.of(Asking.SECOND_FACTOR_IN_A_ROW, accountId.toString());
	}

	private static List<Asker> inBrowser(AccountId accountId, String browserDigest) {
		return Stream.of(Asking.SECOND_FACTOR_IN_BROWSER, Asking.SECOND_FACTOR_IN_A_ROW_IN_BROWSER)
			.map((what) -> Asker.of(what, accountId + " " + browserDigest))
			.toList();
	}

	/**
	 * A guess that was counted.
	 *
	 * @param askers for whom
	 * @param last those of them who have no room left
	 */
	public record Guess(List<Asker> askers, List<Asker> last) {
	}

}
