package dev.signet.passkey;

/**
 * What a passkey has proved.
 *
 * @param passkey the passkey, as it was stored before
 * @param challenge the challenge that it signed
 * @param signCount its counter now
 * @param backedUp whether it is also elsewhere now
 */
record PasskeyAnswer(StoredPasskey passkey, byte[] challenge, long signCount, boolean backedUp) {
}
