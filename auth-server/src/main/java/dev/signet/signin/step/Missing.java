package dev.signet.signin.step;

import java.util.UUID;

import dev.signet.refusal.Refusal;

/**
 * What still keeps a client from its answer, most urgent first.
 */
public enum Missing {

	/** The person is to make an account. */
	SIGN_UP("/register", Refusal.INTERACTION_NEEDED),

	/** Nobody is signed in. */
	SIGN_IN("/signin", Refusal.SIGN_IN_NEEDED),

	/** Somebody is signed in, but not the one expected. */
	ANOTHER_SIGN_IN("/signin?other=expected", Refusal.SIGN_IN_NEEDED),

	/** The person is to say which account to go on with. */
	ACCOUNT_CHOICE("/signin/account", Refusal.INTERACTION_NEEDED),

	/** The last proof of identity is too old for this request. */
	FRESH_SIGN_IN("/signin", Refusal.SIGN_IN_NEEDED),

	/** A second factor is to be proved as well. */
	SECOND_FACTOR("/signin/step-up", Refusal.SIGN_IN_NEEDED),

	/** The same, but the person has none and cannot set one up: no page helps. */
	SECOND_FACTOR_OUT_OF_REACH("", Refusal.AUTHENTICATION_REQUIREMENTS_UNMET),

	/** The person has not accepted the terms that are in force now. */
	TERMS(TermsOfService.PAGE, Refusal.INTERACTION_NEEDED),

	/** The person has not allowed all that is asked. */
	CONSENT("/consent", Refusal.CONSENT_NEEDED);

	private final String page;

	private final Refusal refusal;

	Missing(String page, Refusal refusal) {
		this.page = page;
		this.refusal = refusal;
	}

	/** Whether there is a page on which the person can supply it. */
	public boolean hasPage() {
		return !this.page.isEmpty();
	}

	/** The page on which the person can supply it, for a request that waits. */
	public String page(UUID request) {
		return this.page + ((this.page.indexOf('?') < 0) ? '?' : '&') + "request=" + request;
	}

	/**
	 * What the client is told when no page may be shown (OpenID Connect Core 1.0
	 * §3.1.2.6).
	 */
	public Refusal refusal() {
		return this.refusal;
	}

}
