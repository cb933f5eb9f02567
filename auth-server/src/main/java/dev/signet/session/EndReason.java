package dev.signet.session;

/** Why a session ended. The names are stored; never rename one. */
public enum EndReason {

	/** The person signed out of this session. */
	SIGNED_OUT,

	/** The person ended it from another browser. */
	ENDED_FROM_ELSEWHERE,

	/** The person ended all of their sessions. */
	SIGNED_OUT_EVERYWHERE,

	/** Somebody else signed in with the same browser. */
	SWITCHED_ACCOUNT,

	/** Its idle or its absolute limit passed. */
	EXPIRED,

	/** The account was disabled. */
	ACCOUNT_DISABLED,

	/** The password was changed. */
	PASSWORD_CHANGED,

	/** The person signed out at the provider by which they had signed in. */
	SIGNED_OUT_UPSTREAM,

	/** The provider by which the person had signed in no longer counts. */
	PROVIDER_DISABLED,

	/** An administrator took the second factors away. */
	SECOND_FACTORS_REMOVED;

	/**
	 * Whether somebody wanted it to end, and nobody came in its place. Then the browser
	 * is not to be let in again without a question.
	 */
	public boolean wanted() {
		return this != EXPIRED && this != SWITCHED_ACCOUNT;
	}

}
