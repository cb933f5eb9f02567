package dev.signet.mail;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

/**
 * What somebody has got by mail. Everything that the shared application of the tests
 * sends goes over SMTP to the server in here.
 */
public final class Mailbox {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final Duration STEP = Duration.ofMillis(20);

	private static final GreenMail SERVER = server();

	private final GreenMail server;

	private final String address;

	private Mailbox(GreenMail server, String address) {
		this.server = server;
		this.address = address;
	}

	/** The mails to an address, of which others are not in it. */
	public static Mailbox of(String address) {
		return new Mailbox(SERVER, address);
	}

	/** The mails to an address at another server than the shared one. */
	static Mailbox at(GreenMail server, String address) {
		return new Mailbox(server, address);
	}

	/** A running mail server at a free port, which takes mail for everybody. */
	static GreenMail server() {
		GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
		server.start();
		return server;
	}

	/** Where the shared mail server listens. */
	public static int port() {
		return SERVER.getSmtp().getPort();
	}

	/** What has come so far, the oldest first. */
	public List<ReceivedMail> all() {
		// By the end of the address, so those to longer ones are among them
		MimeMessage[] messages = this.server.getReceivedMessagesForDomain(this.address);
		return Arrays.stream(messages).filter(this::isMine).map(ReceivedMail::new).toList();
	}

	private boolean isMine(MimeMessage message) {
		try {
			return Arrays.stream(message.getAllRecipients())
				.map((recipient) -> ((InternetAddress) recipient).getAddress())
				.anyMatch(this.address::equalsIgnoreCase);
		}
		catch (MessagingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Waits for the first mail, and expects no other. */
	public ReceivedMail only() {
		List<ReceivedMail> mails = await(1);
		if (mails.size() > 1) {
			throw new AssertionError("More than one mail: " + mails);
		}
		return mails.get(0);
	}

	/** Waits for the first mail with that subject; others may come too. */
	public ReceivedMail about(String subject) {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (System.nanoTime() < end) {
			Optional<ReceivedMail> mail = all().stream().filter((each) -> each.subject().equals(subject)).findFirst();
			if (mail.isPresent()) {
				return mail.get();
			}
			pause();
		}
		throw new AssertionError("Waited in vain for \"" + subject + "\"; there are " + all());
	}

	/** Waits until there are so many with that subject; others may come too. */
	public List<ReceivedMail> about(String subject, int count) {
		for (int all = count;; all++) {
			List<ReceivedMail> mails = await(all).stream().filter((mail) -> mail.subject().equals(subject)).toList();
			if (mails.size() >= count) {
				return mails;
			}
		}
	}

	/** Waits until there are so many, and gives them all, the oldest first. */
	public List<ReceivedMail> await(int count) {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (all().size() < count) {
			if (System.nanoTime() > end) {
				throw new AssertionError("Waited in vain for " + count + " mails; there are " + all());
			}
			pause();
		}
		return all();
	}

	private static void pause() {
		try {
			Thread.sleep(STEP.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
