package dev.signet.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.signet.mail.MailCarrier;
import dev.signet.mail.OutgoingMail;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Stands in for a mail server where the demonstration has none: keeps the newest mails,
 * whoever they are for, until the server stops.
 */
@Component
@Profile("demo")
class DemoMailbox implements MailCarrier {

	static final int MOST = 100;

	private final Deque<OutgoingMail> newestFirst = new ArrayDeque<>();

	@Override
	public synchronized void carry(OutgoingMail mail) {
		this.newestFirst.removeIf((other) -> other.id().equals(mail.id()));
		this.newestFirst.addFirst(mail);
		if (this.newestFirst.size() > MOST) {
			this.newestFirst.removeLast();
		}
	}

	synchronized List<OutgoingMail> all() {
		return List.copyOf(this.newestFirst);
	}

	Optional<OutgoingMail> find(UUID id) {
		return all().stream().filter((mail) -> mail.id().equals(id)).findFirst();
	}

}
