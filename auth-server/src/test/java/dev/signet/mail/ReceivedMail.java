package dev.signet.mail;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * A mail as a mail program reads it.
 *
 * @param message as it came
 */
public record ReceivedMail(MimeMessage message) {

	/** How mails write the codes that people type. */
	public static final Pattern CODE = Pattern.compile("\\b[0-9]{4}-[0-9]{4}\\b");

	public String subject() {
		return read(this.message::getSubject);
	}

	/** The part for those who read plain text. */
	public String text() {
		return (String) read(() -> part(0, "text/plain").getContent());
	}

	/** The part for all others. */
	public Document html() {
		return Jsoup.parse((String) read(() -> part(1, "text/html").getContent()));
	}

	/** The addresses that the text leads to, as they stand there. */
	public List<String> links() {
		return text().lines().filter((line) -> line.matches("https?://\\S+")).toList();
	}

	/** The code to type. */
	public String code() {
		Matcher code = CODE.matcher(text());
		if (!code.find()) {
			throw new AssertionError("No code in " + this);
		}
		return code.group();
	}

	/** Another code than this one. */
	public static String wrong(String code) {
		return (code.startsWith("0") ? "1" : "0") + code.substring(1);
	}

	/** A header without encoding and folds, or null. */
	public String header(String name) {
		String[] values = read(() -> this.message.getHeader(name));
		if (values != null && values.length > 1) {
			throw new AssertionError("More than one " + name);
		}
		return (values == null) ? null : read(() -> MimeUtility.decodeText(MimeUtility.unfold(values[0])));
	}

	/** The names of all headers. */
	public List<String> headers() {
		return read(() -> Collections.list(this.message.getAllHeaders()).stream().map(Header::getName).toList());
	}

	private BodyPart part(int index, String type) throws IOException, MessagingException {
		MimeMultipart parts = (MimeMultipart) this.message.getContent();
		if (!parts.getContentType().startsWith("multipart/alternative") || parts.getCount() != 2
				|| !parts.getBodyPart(index).isMimeType(type)) {
			throw new AssertionError("Not text and HTML beside each other: " + parts.getContentType());
		}
		return parts.getBodyPart(index);
	}

	private static <T> T read(Reading<T> reading) {
		try {
			return reading.read();
		}
		catch (IOException | MessagingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public String toString() {
		return subject() + "\n" + text();
	}

	@FunctionalInterface
	private interface Reading<T> {

		T read() throws IOException, MessagingException;

	}

}
