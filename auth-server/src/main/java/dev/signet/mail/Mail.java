package dev.signet.mail;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A mail to one person: whom it is for and what it says, in pieces. Text and HTML are
 * both made of the pieces, so they say the same. <pre>{@code
 * mails.send(Mail.of("registration.mail.verify", recipient)
 *     .say("why", username)
 *     .button("confirm", "/register/verify?token=" + token)
 *     .code(code)
 *     .goodFor(Duration.ofMinutes(30)));
 * }</pre> The words stand in the message bundle of the feature, below the name of the
 * mail: here {@code registration.mail.verify.subject}, {@code ….heading}, {@code ….why}
 * and {@code ….confirm}.
 *
 * @param words the name of the mail: the beginning of its keys in the message bundle
 * @param recipient whom it is for
 * @param title what stands in the words of subject and heading
 * @param parts what it says
 * @param goodFor after how long it is useless and not sent any more, or null for never
 */
public record Mail(String words, Recipient recipient, List<MailValue> title, List<MailPart> parts,
		@Nullable Duration goodFor) {

	private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9.-]{0,63}");

	/** On this server: it cannot name another one, nor leave the line it stands in. */
	private static final Pattern PATH = Pattern.compile("/(?!/)[!-~&&[^\\\\<>\"]]*");

	private static final Pattern CODE = Pattern.compile("[A-Za-z0-9-]{1,64}");

	public Mail {
		Assert.isTrue(NAME.matcher(words).matches(), "the name of a mail is the beginning of message keys");
		title = List.copyOf(title);
		parts = List.copyOf(parts);
	}

	/**
	 * A mail that says nothing yet.
	 * @param words the beginning of its keys in the message bundle
	 * @param values names, times and numbers in its subject and heading
	 */
	public static Mail of(String words, Recipient recipient, Object... values) {
		return new Mail(words, recipient, values(values), List.of(), null);
	}

	/**
	 * The same with a further paragraph.
	 * @param key the end of its key
	 * @param values the names, times and numbers in it; whoever chose a name, it makes no
	 * line and no link
	 */
	public Mail say(String key, Object... values) {
		return with(new MailPart(MailPart.Kind.WORDS, key, "", values(values)));
	}

	/**
	 * The same with a line that says where something was done.
	 * @param device the browser in a few words
	 * @param place the town or country, or null when it is not known
	 * @param address the network address, or null when it is not known
	 */
	public Mail where(String device, @Nullable String place, @Nullable String address) {
		if (address == null) {
			return shared("mail.where.device", device);
		}
		return (place == null) ? shared("mail.where.address", device, address)
				: shared("mail.where.place", device, place, address);
	}

	/**
	 * The same with a link to a page of this server.
	 * @param key the end of the key of what the link says
	 * @param path path and query, in ASCII
	 */
	public Mail button(String key, String path, Object... values) {
		Assert.isTrue(PATH.matcher(path).matches(), "a mail leads to a page of this server");
		return with(new MailPart(MailPart.Kind.BUTTON, key, path, values(values)));
	}

	/** The same with a code to be typed, of letters, digits and hyphens. */
	public Mail code(String code) {
		Assert.isTrue(CODE.matcher(code).matches(), "a code has letters, digits and hyphens");
		return with(new MailPart(MailPart.Kind.CODE, code, "", List.of()));
	}

	/** The same, useless after that time, as are the links in it. */
	public Mail goodFor(Duration time) {
		return new Mail(this.words, this.recipient, this.title, this.parts, time);
	}

	private Mail shared(String key, Object... values) {
		return with(new MailPart(MailPart.Kind.SHARED_WORDS, key, "", values(values)));
	}

	private Mail with(MailPart part) {
		return new Mail(this.words, this.recipient, this.title,
				Stream.concat(this.parts.stream(), Stream.of(part)).toList(), this.goodFor);
	}

	private static List<MailValue> values(Object... values) {
		return Arrays.stream(values).map(MailValue::of).toList();
	}

	/** Without what it says. */
	@Override
	public String toString() {
		return "Mail[" + this.words + ", " + this.recipient + "]";
	}

}
