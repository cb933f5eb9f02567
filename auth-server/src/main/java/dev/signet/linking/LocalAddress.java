package dev.signet.linking;

/** Whether the address of somebody who comes is known here. */
public enum LocalAddress {

	/** No account has it, or none came. */
	NONE,

	/**
	 * An account has it whose owner was never seen to read mail there: perhaps a
	 * stranger.
	 */
	UNVERIFIED,

	/** An account has it whose owner reads mail there. */
	VERIFIED

}
