package dev.signet.audit;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An event that goes into the audit trail when it is published. Never put a token, code,
 * secret or password into it.
 */
public interface AuditableEvent {

	/**
	 * What happened: the feature and the past tense, such as {@code session.ended}. It is
	 * stored, so it never changes.
	 */
	String auditType();

	/** The account it is about, as a bare identifier. */
	default @Nullable UUID auditAccount() {
		return null;
	}

	/** The client it is about, as the {@code client_id} of the protocol. */
	default @Nullable String auditClient() {
		return null;
	}

	/** What else matters. Kept for good, so nothing that names or locates a person. */
	default Map<String, String> auditDetails() {
		return Map.of();
	}

	/**
	 * Values that name or locate a person, such as a username that was tried. They can be
	 * erased. The network address and the browser of the request are added by the trail.
	 */
	default Map<String, String> auditPersonal() {
		return Map.of();
	}

}
