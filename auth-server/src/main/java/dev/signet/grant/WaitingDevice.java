package dev.signet.grant;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import dev.signet.session.Device;
import dev.signet.session.Network;

/**
 * A device that waits for a person to decide.
 *
 * @param id names it to {@link DeviceCodes}
 * @param clientId the client on it, by its internal id
 * @param scopes what is asked for
 * @param origin where the request came from, as far as that is known
 * @param askedAt when it came
 */
public record WaitingDevice(UUID id, UUID clientId, Set<String> scopes, Device origin, Instant askedAt) {

	/**
	 * Whether the request came from the network that this address is in, which is how it
	 * is when somebody sits before the device.
	 */
	public boolean near(String ip) {
		return Network.of(this.origin.ip()).equals(Network.of(ip));
	}

}
