package dev.signet.registration;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What goes along with somebody who signs up until their account is made.
 *
 * @param invitation the invitation whose link they came by, or null
 * @param acceptedTerms the version of the terms that they accepted, or null
 */
record Admission(@Nullable UUID invitation, @Nullable String acceptedTerms) {

	/** Somebody who came by themselves and accepted nothing. */
	static final Admission PLAIN = new Admission(null, null);

}
