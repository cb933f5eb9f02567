package dev.signet.federation.visit;

/** What a visit to a provider is for. The names are stored; never rename one. */
public enum FlowPurpose {

	/** Somebody signs in, or asks for an account. */
	SIGN_IN,

	/** Somebody who is signed in adds another way in. */
	LINK,

	/** An administrator looks what would come back; nothing becomes of it. */
	TRY

}
