package dev.signet.admin;

import java.time.Instant;

import dev.signet.proof.AskedBefore;

/**
 * A network from which nothing more is looked at, as the API shows it.
 *
 * @param network an IPv4 address, or the first 64 bits of an IPv6 address
 * @param limit the name of the limit
 * @param counted how many tries are counted
 * @param most how many there may be
 * @param until when the count begins anew
 */
record NetworkThrottle(String network, String limit, int counted, int most, Instant until) {

	static NetworkThrottle of(AskedBefore before) {
		return new NetworkThrottle(before.asker().who(), before.asker().what().name(), before.times(),
				before.asker().most(), before.until());
	}

}
