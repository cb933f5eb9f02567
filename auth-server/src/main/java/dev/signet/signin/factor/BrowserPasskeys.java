package dev.signet.signin.factor;

import dev.signet.account.AccountGeneration;
import dev.signet.account.AccountId;
import dev.signet.account.SignedInAccount;
import dev.signet.passkey.PasskeyRefused;
import dev.signet.passkey.Passkeys;
import dev.signet.session.BrowserKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/**
 * Passkeys as the browser is asked for them that shows a page: the question, which the
 * page hands to its script, and the answer, which that posts as a form. So a sign-in by
 * passkey goes the same way as all others, with nothing to fetch in between.
 */
@Component
@NamedInterface("factor")
public class BrowserPasskeys {

	private final Passkeys passkeys;

	private final BrowserKey browserKey;

	BrowserPasskeys(Passkeys passkeys, BrowserKey browserKey) {
		this.passkeys = passkeys;
		this.browserKey = browserKey;
	}

	/**
	 * The question of a sign-in page, null when there is nothing to ask.
	 * @param again who is to sign in again, or null for anybody
	 */
	public @Nullable String forSignIn(@Nullable SignedInAccount again, HttpServletRequest request,
			HttpServletResponse response) {
		if (!this.passkeys.possible()) {
			return null;
		}
		byte[] browser = this.browserKey.digestOrCreate(request, response);
		return (again != null) ? this.passkeys.askAgain(again.accountId(), browser).orElse(null)
				: this.passkeys.askAnybody(browser);
	}

	/** The question of a second step, null when the person has no passkey. */
	public @Nullable String forSecondStep(AccountId accountId, HttpServletRequest request,
			HttpServletResponse response) {
		return this.passkeys.ask(accountId, this.browserKey.digestOrCreate(request, response)).orElse(null);
	}

	/** The question of a page on which a person adds a passkey. */
	public String forNew(SignedInAccount person, HttpServletRequest request, HttpServletResponse response) {
		return this.passkeys.askForNew(person.accountId(), person.username(), person.username(),
				this.browserKey.digestOrCreate(request, response));
	}

	/**
	 * The same for somebody who is about to sign in, null where browsers make no
	 * passkeys.
	 */
	public @Nullable String forFirst(AccountId accountId, String username, HttpServletRequest request,
			HttpServletResponse response) {
		return this.passkeys.possible() ? this.passkeys.askForNew(accountId, username, username,
				this.browserKey.digestOrCreate(request, response)) : null;
	}

	/** Whose answer to the question of a sign-in page this is. */
	public AccountGeneration signIn(String answer, HttpServletRequest request) throws PasskeyRefused {
		return this.passkeys.proveAnybody(answer, browser(request));
	}

	/** Takes the answer to the question of a second step. */
	void prove(AccountId accountId, String answer, HttpServletRequest request) throws PasskeyRefused {
		this.passkeys.prove(accountId, answer, browser(request));
	}

	/**
	 * The digest of the key of the browser that answers. One without a key was never
	 * asked anything.
	 */
	public byte[] browser(HttpServletRequest request) {
		return this.browserKey.digestOrNone(request);
	}

}
