package dev.signet.demo.upstream;

import java.util.Locale;

/**
 * What a stand-in can do wrong on demand.
 */
public enum Fault {

	/** Says that the address is not verified. */
	UNVERIFIED_ADDRESS,

	/** Tells of another subject behind the same address, as when a mailbox was sold. */
	CHANGED_SUBJECT,

	/** Tells no address. */
	NO_ADDRESS,

	/** Answers this server only after twelve seconds. */
	SLOW,

	/** Signs with another key than before, and publishes only that. */
	KEYS_ROTATED,

	/** Gives ID tokens that were meant for another client. */
	WRONG_AUDIENCE,

	/** Gives ID tokens of another issuer; Microsoft: of another tenant. */
	WRONG_ISSUER,

	/** Gives ID tokens that answer another request. */
	WRONG_NONCE,

	/** Does not take the secret any more. */
	EXPIRED_SECRET,

	/** Behaves as if the person had said no. */
	CANCELS,

	/** Answers this server with an error of its own. */
	SERVER_ERROR,

	/** Answers this server with something that is no answer. */
	GARBAGE;

	/** Whether this stand-in can do it. */
	boolean concerns(StandIn standIn) {
		return switch (this) {
			case KEYS_ROTATED, WRONG_AUDIENCE, WRONG_ISSUER, WRONG_NONCE -> standIn.openIdConnect();
			// Facebook never says whether an address is verified
			case UNVERIFIED_ADDRESS -> standIn != StandIn.FACEBOOK;
			default -> true;
		};
	}

	/** Its name as part of a message key. */
	String key() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
