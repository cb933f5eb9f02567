package dev.signet.mail;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A mail that one worker has claimed and is about to send.
 *
 * @param id the mail
 * @param template its name
 * @param content what it says, encrypted
 * @param createdAt when it was written
 * @param uselessAfter when there is no more use in sending it, or null
 * @param tries how many tries were begun, this one included
 */
record WaitingMail(UUID id, String template, byte[] content, Instant createdAt, @Nullable Instant uselessAfter,
		int tries) {

	boolean useless(Instant now) {
		return this.uselessAfter != null && !now.isBefore(this.uselessAfter);
	}

	@Override
	public String toString() {
		return "mail " + this.id + " (" + this.template + ")";
	}

}
