package dev.signet.session;

import java.util.UUID;

/** The session is not there, or no longer: it was ended, or one of its limits passed. */
public class NoSuchSession extends RuntimeException {

	/** It was a session by this id. */
	public NoSuchSession(UUID sessionId) {
		super("No live session " + sessionId);
	}

}
