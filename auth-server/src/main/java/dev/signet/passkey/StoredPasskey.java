package dev.signet.passkey;

import java.util.List;
import java.util.UUID;

import dev.signet.account.AccountId;

/**
 * What is kept of a passkey to check its answers: the credential record of Web
 * Authentication Level 3 §4.
 *
 * @param id names it here
 * @param accountId whose it is
 * @param userHandle the random name under which authenticators know the account
 * @param credentialId names it in browsers
 * @param publicKey in the encoding of COSE (RFC 9052)
 * @param model the kind of authenticator (AAGUID)
 * @param signCount the last value of its counter, 0 when it has none
 * @param backupEligible whether it may be copied by its maker's own means; never changes
 * @param transports how browsers reach it
 */
record StoredPasskey(UUID id, AccountId accountId, byte[] userHandle, byte[] credentialId, byte[] publicKey, UUID model,
		long signCount, boolean backupEligible, List<String> transports) {
}
