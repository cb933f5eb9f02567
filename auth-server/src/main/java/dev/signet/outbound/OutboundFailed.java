package dev.signet.outbound;

/**
 * A call got no answer that could be used. It is checked, because to the caller this is
 * everyday life. The message names no inner address.
 */
public final class OutboundFailed extends Exception {

	private final Reason reason;

	OutboundFailed(Reason reason) {
		super(reason.sentence);
		this.reason = reason;
	}

	OutboundFailed(Reason reason, Throwable cause) {
		super(reason.sentence, cause);
		this.reason = reason;
	}

	/** Why. */
	public Reason reason() {
		return this.reason;
	}

	/** Why a call failed. The names may be stored; never rename one. */
	public enum Reason {

		/** This server does not call there, and never will with these settings. */
		ADDRESS_REFUSED("The address is not https, or leads to an inner network."),

		/** No such name, no connection, or one that broke. */
		UNREACHABLE("The address cannot be reached."),

		/** No TLS, or a certificate that is not trusted. */
		UNTRUSTED("There is no TLS with a trusted certificate at the address."),

		/** The answer was not complete in time. */
		TOO_SLOW("The answer took too long."),

		/** The answer was longer than the caller takes. */
		TOO_BIG("The answer is too big."),

		/** This server has too many calls under way, to there or at all. */
		BUSY("Too many calls are under way.");

		private final String sentence;

		Reason(String sentence) {
			this.sentence = sentence;
		}

	}

}
