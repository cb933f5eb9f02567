package dev.signet.key;

import java.time.Instant;

/**
 * A key of the ring as an operator may see it: what it is used for, and nothing of the
 * key.
 *
 * @param keyId the {@code kid}
 * @param algorithm the one algorithm that it is for (RFC 7518 §3.1)
 * @param state NEXT, ACTIVE, RETIRING, RETIRED or WITHDRAWN
 * @param since when it came into this state
 */
public record KeyEntry(String keyId, String algorithm, String state, Instant since) {
}
