package dev.signet.signin.throttle;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import dev.signet.account.AccountDeleted;
import dev.signet.account.AccountId;
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
	 * @return for whom, to take it back when it was right
	 * @throws TooManyCodes when there is no room for one more
	 */
	public Asker count(AccountId accountId, HttpServletRequest request) throws TooManyCodes {
		Asker anybody = Asker.of(Asking.SECOND_FACTOR, accountId.toString());
		if (room(anybody)) {
			return anybody;
		}
		Asker last = this.knownBrowsers.knows(accountId, request)
				? inBrowser(accountId, HexFormat.of().formatHex(this.browserKey.digest(request).orElseThrow()))
				: anybody;
		if (last != anybody && room(last)) {
			return last;
		}
		throw new TooManyCodes(this.asks.wait(last));
	}

	/** Takes a guess back that was right. */
	public void takeBack(Asker counted) {
		this.asks.right(List.of(counted));
	}

	/** All for whom guesses at the second factor of an account count. */
	Stream<Asker> of(AccountId accountId) {
		return Stream.concat(Stream.of(Asker.of(Asking.SECOND_FACTOR, accountId.toString())),
				this.knownBrowsers.digests(accountId).stream().map((browser) -> inBrowser(accountId, browser)));
	}

	@EventListener
	void on(AccountDeleted event) {
		this.asks.forget(of(event.accountId()).toList());
	}

	private boolean room(Asker asker) {
		return this.asks.count(List.of(asker)).refused().isEmpty();
	}

	private static Asker inBrowser(AccountId accountId, String browserDigest) {
		return Asker.of(Asking.SECOND_FACTOR_IN_BROWSER, accountId + " " + browserDigest);
	}

}
