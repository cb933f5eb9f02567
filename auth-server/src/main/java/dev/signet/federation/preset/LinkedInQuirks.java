package dev.signet.federation.preset;

/**
 * LinkedIn gives no nonce back, and takes a request with a code verifier for one of a
 * wrong client. What holds its answers to the browser is the state alone. It does not say
 * when people signed in there.
 */
final class LinkedInQuirks extends Quirks {

	@Override
	boolean asksAfresh() {
		return false;
	}

	@Override
	public boolean nonce() {
		return false;
	}

	@Override
	public boolean proofKey() {
		return false;
	}

}
