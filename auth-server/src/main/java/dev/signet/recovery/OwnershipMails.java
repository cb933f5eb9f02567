package dev.signet.recovery;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

import dev.signet.account.AccountDeleted;
import dev.signet.account.DataDownloaded;
import dev.signet.account.DeletionAsked;
import dev.signet.account.DeletionWithdrawn;
import dev.signet.mail.Mail;
import dev.signet.mail.Mails;
import dev.signet.mail.Recipient;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells the owner by mail when all of their data was downloaded, and when the account is
 * to be deleted, is kept, and is gone.
 */
@Component
class OwnershipMails {

	/** Nothing of the person stays longer than a day, the address in a mail neither. */
	private static final Duration FAREWELL = Duration.ofDays(1);

	private final OwnerMails ownerMails;

	private final Mails mails;

	private final Clock clock;

	OwnershipMails(OwnerMails ownerMails, Mails mails, Clock clock) {
		this.ownerMails = ownerMails;
		this.mails = mails;
		this.clock = clock;
	}

	@EventListener
	void on(DataDownloaded event) {
		this.ownerMails.send(event.accountId(), (owner) -> Mail.of("recovery.mail.data-downloaded", Recipient.of(owner))
			.say("what", owner.username(), this.clock.instant()));
	}

	@EventListener
	void on(DeletionAsked event) {
		this.ownerMails.send(event.accountId(),
				(owner) -> Mail.of("recovery.mail.deletion-asked", Recipient.of(owner))
					.say("what", owner.username(), event.date())
					.say("changed-mind")
					.button("signin", "/signin"));
	}

	@EventListener
	void on(DeletionWithdrawn event) {
		this.ownerMails.send(event.accountId(),
				(owner) -> Mail.of("recovery.mail.deletion-withdrawn", Recipient.of(owner))
					.say("what", owner.username(), this.clock.instant()));
	}

	/**
	 * It belongs to no account any more, or it would go with it. No page of theirs is
	 * open, so it is in the language that they told. Whose sign-up was not approved gets
	 * a mail that says so instead.
	 */
	@EventListener
	void on(AccountDeleted event) {
		this.ownerMails.owner(event.accountId())
			.filter((owner) -> !owner.awaitsApproval())
			.map((owner) -> Recipient.of(owner, Locale.ENGLISH))
			.ifPresent((owner) -> this.mails
				.send(Mail.of("recovery.mail.deleted", Recipient.stranger(owner.address(), owner.locale()))
					.say("what", this.clock.instant())
					.say("apps")
					.goodFor(FAREWELL)));
	}

}
