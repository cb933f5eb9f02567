package dev.signet.mail;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import dev.signet.web.PublicAddress;

import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Ways to mail servers of tests, and mails to go there.
 */
final class MailServers {

	static final Instant DATE = Instant.parse("2026-11-25T10:15:30Z");

	private MailServers() {
	}

	static MailProperties settings() {
		return new MailProperties("Signet", null, null, null, 30, Duration.ofDays(7));
	}

	static MailProperties settings(int tries) {
		return new MailProperties("Signet", null, null, null, tries, Duration.ofDays(7));
	}

	static SmtpCarrier carrier(int port, MailProperties settings) {
		return carrier(port, settings, Duration.ofMinutes(1));
	}

	/** One that gives up soon. */
	static SmtpCarrier impatientCarrier(int port) {
		return carrier(port, settings(), Duration.ofMillis(1500));
	}

	private static SmtpCarrier carrier(int port, MailProperties settings, Duration patience) {
		JavaMailSenderImpl sender = new JavaMailSenderImpl();
		sender.setHost("127.0.0.1");
		sender.setPort(port);
		String limit = String.valueOf(patience.toMillis());
		sender.getJavaMailProperties().setProperty("mail.smtp.connectiontimeout", limit);
		sender.getJavaMailProperties().setProperty("mail.smtp.timeout", limit);
		return new SmtpCarrier(sender, settings, new PublicAddress(URI.create("https://id.example.com")));
	}

	static SmtpCarrier carrier(int port) {
		return carrier(port, settings());
	}

	static OutgoingMail mail(String address, String subject) {
		return new OutgoingMail(UUID.randomUUID(), address, "en", DATE, subject, "Grüße\n", "<p>Grüße</p>");
	}

	/** An address at which nobody had mail before. */
	static String address() {
		return "m" + UUID.randomUUID() + "@example.test";
	}

}
