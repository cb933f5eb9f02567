package dev.signet.mail;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What of a mail is secret, as it is kept until it is sent. It is encrypted in the
 * database. Words are looked up when it is sent, so none are kept.
 *
 * @param address where to
 * @param language the language to write in, as a BCP 47 tag
 * @param zone the time zone in which to tell times; null in mails of older servers
 * @param title what stands in the words of subject and heading
 * @param parts what it says
 */
record MailContent(String address, String language, @Nullable String zone, List<MailValue> title,
		List<MailPart> parts) {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	static MailContent of(Mail mail) {
		return new MailContent(mail.recipient().address().value(), mail.recipient().locale().toLanguageTag(),
				mail.recipient().zone().getId(), mail.title(), mail.parts());
	}

	static MailContent read(byte[] json) {
		return JSON.readValue(json, MailContent.class);
	}

	byte[] write() {
		return JSON.writeValueAsBytes(this);
	}

	/** Without what it says. */
	@Override
	public String toString() {
		return "MailContent[parts=" + this.parts.size() + "]";
	}

}
