package dev.signet.key;

/** The operator asks to withdraw a key that this database does not have. */
final class UnknownKey extends RuntimeException {

	UnknownKey(String keyId) {
		super("signet.key.withdrawn names a key that is not in this database: " + keyId);
	}

}
