package dev.signet.grant;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * How a device code stands when its device asks (RFC 8628 §3.5).
 *
 * @param state what to answer
 * @param grantId the grant that was given, or null in all other states
 */
public record DevicePoll(State state, @Nullable UUID grantId) {

	/** What a device can hear. */
	public enum State {

		/** Nobody has decided yet. */
		PENDING,

		/** Nobody has decided yet, and the device asks too often. */
		TOO_SOON,

		/** The person said no. */
		DENIED,

		/** Nobody decided in time, or the device did not come back in time. */
		EXPIRED,

		/** The code was never issued to this client, has been used, or is long gone. */
		WORTHLESS,

		/** The person said yes. */
		APPROVED

	}

}
