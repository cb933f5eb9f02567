package dev.signet.admin;

import java.time.Instant;

import dev.signet.key.KeyEntry;

/**
 * A signing key as the API shows it: nothing of the key itself.
 *
 * @param kid its id
 * @param alg what it signs with (RFC 7518 §3.1)
 * @param state NEXT, ACTIVE, RETIRING, RETIRED or WITHDRAWN
 * @param since when it came into this state
 */
record KeyView(String kid, String alg, String state, Instant since) {

	static KeyView of(KeyEntry key) {
		return new KeyView(key.keyId(), key.algorithm(), key.state(), key.since());
	}

}
