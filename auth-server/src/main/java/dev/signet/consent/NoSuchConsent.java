package dev.signet.consent;

import java.util.UUID;

/** Not all of it is allowed, or no longer: it was taken back. */
public class NoSuchConsent extends RuntimeException {

	/** It was about this client, by its internal id. */
	public NoSuchConsent(UUID clientId) {
		super("No consent for client " + clientId);
	}

}
