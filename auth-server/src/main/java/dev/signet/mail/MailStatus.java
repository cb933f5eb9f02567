package dev.signet.mail;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What became of a mail, for those who run the server. It tells neither the address nor
 * anything that the mail says.
 *
 * @param id the mail
 * @param accountId whose it is, or null for somebody without an account
 * @param template its name
 * @param state what became of it
 * @param tries how many tries were begun
 * @param createdAt when it was written
 * @param nextTryAt when it is tried next, or null when it is not
 * @param lastTryAt when it was tried last, or null
 * @param lastError why that failed, in a word or by the codes of the mail server, or null
 * @param finishedAt since when it is not tried any more, or null
 */
public record MailStatus(UUID id, @Nullable UUID accountId, String template, State state, int tries, Instant createdAt,
		@Nullable Instant nextTryAt, @Nullable Instant lastTryAt, @Nullable String lastError,
		@Nullable Instant finishedAt) {

	/** The names are stored; never rename one. */
	public enum State {

		/** Not sent yet. */
		WAITING,

		/** Taken by the mail server; nothing of what it said is left. */
		SENT,

		/** Given up, and kept so that it can be tried again. */
		PARKED,

		/** Useless before it could be sent; nothing of what it said is left. */
		EXPIRED

	}

}
