package dev.signet.mail;

import java.time.Instant;
import java.util.UUID;

/**
 * A mail in its words, ready to go.
 *
 * @param id the mail, the same at each try
 * @param address where to
 * @param language the language it is written in
 * @param date when it was written
 * @param subject one line
 * @param text what it says, as plain text
 * @param html the same as a page without anything that has to be fetched
 */
public record OutgoingMail(UUID id, String address, String language, Instant date, String subject, String text,
		String html) {

	/** Without what it says. */
	@Override
	public String toString() {
		return "OutgoingMail[" + this.id + "]";
	}

}
