package dev.signet.mail;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.signet.mail.NotCarried.Kind;
import dev.signet.web.PublicAddress;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;

/**
 * Hands mails to the mail server (RFC 5321) as messages with text and HTML beside each
 * other (RFC 5322, RFC 2046 §5.1.4), marked as written by a machine (RFC 3834 §5), so
 * that absence notes stay away. Of what a mail server answers only the codes are kept:
 * the rest quotes addresses.
 */
final class SmtpCarrier implements MailCarrier {

	private static final String UTF_8 = StandardCharsets.UTF_8.name();

	private static final Pattern ASCII = Pattern.compile("[!-~]+");

	/** RFC 3463 §2. */
	private static final Pattern ENHANCED_CODE = Pattern.compile("^[245]\\d\\d[ -]([245]\\.\\d{1,3}\\.\\d{1,3})\\b");

	private final JavaMailSender server;

	private final MailProperties properties;

	private final String from;

	SmtpCarrier(JavaMailSender server, MailProperties properties, PublicAddress address) {
		this.server = server;
		this.properties = properties;
		this.from = (properties.from() != null) ? properties.from() : "no-reply@" + host(address);
	}

	@Override
	public void carry(OutgoingMail mail) throws NotCarried {
		if (!ASCII.matcher(mail.address()).matches()) {
			// It takes a mail server with SMTPUTF8 (RFC 6531), all the way
			throw new NotCarried(Kind.FOR_GOOD, "ADDRESS_NOT_ASCII");
		}
		MimeMessage message = message(mail);
		try {
			this.server.send(message);
		}
		catch (MailAuthenticationException ex) {
			throw new NotCarried(Kind.SERVER_AWAY, "LOGIN_REFUSED");
		}
		catch (MailSendException ex) {
			Exception failure = ex.getFailedMessages().get(message);
			if (failure == null) {
				// Taken; only the goodbye went wrong
				return;
			}
			throw (failure == ex.getCause()) ? new NotCarried(Kind.SERVER_AWAY, "NO_CONNECTION") : refused(failure);
		}
	}

	private MimeMessage message(OutgoingMail mail) throws NotCarried {
		MimeMessage message = this.server.createMimeMessage();
		try {
			message.setFrom(new InternetAddress(this.from, this.properties.productName(), UTF_8));
			message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.address(), true));
			if (this.properties.replyTo() != null) {
				message.setReplyTo(new InternetAddress[] { new InternetAddress(this.properties.replyTo(), true) });
			}
			message.setSubject(mail.subject(), UTF_8);
			message.setSentDate(Date.from(mail.date()));
			// The same at each try: a mail that comes twice is seen to be one
			message.setHeader("Message-ID", "<" + mail.id() + this.from.substring(this.from.lastIndexOf('@')) + ">");
			message.setHeader("Auto-Submitted", "auto-generated");
			message.setHeader("X-Auto-Response-Suppress", "OOF, AutoReply");
			message.setHeader("Content-Language", mail.language());
			message.setContent(new MimeMultipart("alternative", part(mail.text(), "plain"), part(mail.html(), "html")));
			return message;
		}
		catch (MessagingException | UnsupportedEncodingException ex) {
			throw new NotCarried(Kind.FOR_GOOD, "NOT_WRITABLE");
		}
	}

	private static MimeBodyPart part(String content, String subtype) throws MessagingException {
		MimeBodyPart part = new MimeBodyPart();
		part.setText(content, UTF_8, subtype);
		return part;
	}

	/**
	 * A code from 500 on is meant for good (RFC 5321 §4.2.1), unless it is about how we
	 * log in: then all mails wait for the operator.
	 */
	private static NotCarried refused(Exception failure) {
		for (Exception each = failure; each != null; each = next(each)) {
			int code = code(each);
			if (code >= 400) {
				boolean login = code == 530 || code == 534 || code == 535 || code == 538;
				Kind kind = login ? Kind.SERVER_AWAY : (code >= 500) ? Kind.FOR_GOOD : Kind.FOR_NOW;
				return new NotCarried(kind, "SMTP " + code + enhanced(each));
			}
		}
		return new NotCarried(Kind.FOR_NOW, "NO_ANSWER");
	}

	private static @Nullable Exception next(Exception failure) {
		return (failure instanceof MessagingException messaging) ? messaging.getNextException() : null;
	}

	/** The code that the mail server answered, or 0. */
	private static int code(Exception failure) {
		if (failure instanceof SMTPAddressFailedException recipient) {
			return recipient.getReturnCode();
		}
		if (failure instanceof SMTPSenderFailedException sender) {
			return sender.getReturnCode();
		}
		return (failure instanceof SMTPSendFailedException message) ? message.getReturnCode() : 0;
	}

	private static String enhanced(Exception failure) {
		Matcher matcher = ENHANCED_CODE.matcher(String.valueOf(failure.getMessage()));
		return matcher.find() ? " " + matcher.group(1) : "";
	}

	/** Of an address without a name no mail domain can be made. */
	private static String host(PublicAddress address) {
		String host = address.issuer().getHost();
		return host.matches(".*[A-Za-z][^:]*") && !host.startsWith("[") ? host : "localhost";
	}

}
