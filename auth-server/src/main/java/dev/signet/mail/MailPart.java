package dev.signet.mail;

import java.util.List;

/**
 * One piece of a mail, in the order in which it is read.
 *
 * @param kind what it is
 * @param text the key of its words below those of the mail; of a code, the code itself
 * @param path where a button leads on this server; empty for what is no button
 * @param values what stands in the words
 */
record MailPart(Kind kind, String text, String path, List<MailValue> values) {

	/** The names are stored; never rename one. */
	enum Kind {

		/** A paragraph. */
		WORDS,

		/** A paragraph in words that all mails share; the text is the whole key. */
		SHARED_WORDS,

		/** A link that the mail is about. */
		BUTTON,

		/** A few characters to be typed elsewhere. */
		CODE

	}

}
