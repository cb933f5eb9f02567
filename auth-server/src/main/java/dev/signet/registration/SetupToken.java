package dev.signet.registration;

import dev.signet.secret.RandomText;
import dev.signet.secret.Sha256;

/**
 * A secret of 256 random bits that lets its holder make the first administrator. Only its
 * digest is stored.
 *
 * @param value the secret, as it stands in the link
 */
record SetupToken(String value) {

	static SetupToken random(RandomText random) {
		return new SetupToken(random.secret(""));
	}

	byte[] digest() {
		return Sha256.of(this.value);
	}

	/** Never the secret. */
	@Override
	public String toString() {
		return "SetupToken";
	}

}
