package dev.signet.passkey;

/** A person has as many passkeys as one may have. */
public final class TooManyPasskeys extends RuntimeException {

	TooManyPasskeys() {
		super("No more passkeys");
	}

}
