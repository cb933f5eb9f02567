package dev.signet.passkey;

import java.util.List;
import java.util.UUID;

/**
 * What a browser tells about a passkey that it has just made.
 *
 * @param challenge the challenge that it answers
 * @param credentialId names it in browsers
 * @param publicKey in the encoding of COSE (RFC 9052)
 * @param model the kind of authenticator (AAGUID)
 * @param signCount the value of its counter, 0 when it has none
 * @param backupEligible whether it may be copied by its maker's own means
 * @param backedUp whether it was
 * @param transports how browsers reach it
 */
record NewPasskey(byte[] challenge, byte[] credentialId, byte[] publicKey, UUID model, long signCount,
		boolean backupEligible, boolean backedUp, List<String> transports) {
}
