package dev.signet.mail;

import java.time.Duration;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What stands on every mail, and how long one is tried. The mail server itself is set
 * with {@code spring.mail}.
 *
 * @param productName what people know this server as: the name of the sender, and in the
 * text of mails
 * @param from the address of the sender; {@code no-reply@} the host of the issuer when it
 * is not given
 * @param replyTo where answers go, when not to the sender
 * @param subjectPrefix what each subject begins with
 * @param tries how often a mail is tried, up to 1000; 30 are about a day
 * @param keptFor how long it is remembered what became of a mail, 1 hour to 366 days. One
 * that was given up can be tried again so long
 */
@Validated
@ConfigurationProperties("signet.mail")
record MailProperties(
		@DefaultValue("Signet") @NotBlank @Size(max = 60) @Pattern(regexp = MailProperties.ONE_LINE) String productName,
		@Nullable String from, @Nullable String replyTo,
		@Nullable @Size(max = 40) @Pattern(regexp = MailProperties.ONE_LINE) String subjectPrefix,
		@DefaultValue("30") @Min(1) @Max(1000) int tries,
		@DefaultValue("7d") @DurationMin(hours = 1) @DurationMax(days = 366) Duration keptFor) {

	static final String ONE_LINE = "[^\\p{C}]*";

	@AssertTrue(message = "signet.mail.from must be an email address in ASCII and nothing else, "
			+ "such as no-reply@example.com; the name beside it is signet.mail.product-name")
	boolean isFromPossible() {
		return this.from == null || isAddress(this.from);
	}

	@AssertTrue(message = "signet.mail.reply-to must be an email address in ASCII and nothing else, "
			+ "such as help@example.com")
	boolean isReplyToPossible() {
		return this.replyTo == null || isAddress(this.replyTo);
	}

	private static boolean isAddress(String text) {
		try {
			return text.matches("[!-~]+@[!-~]+") && new InternetAddress(text, true).getAddress().equals(text);
		}
		catch (AddressException ex) {
			return false;
		}
	}

}
