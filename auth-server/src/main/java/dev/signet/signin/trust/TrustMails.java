package dev.signet.signin.trust;

import java.time.Clock;
import java.util.Locale;

import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.account.EmailAddress;
import dev.signet.mail.Mail;
import dev.signet.mail.Mails;
import dev.signet.mail.Recipient;
import dev.signet.proof.MailedProofs;
import dev.signet.proof.Purpose;
import dev.signet.session.DeviceNames;
import dev.signet.session.Places;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells people by mail that a device is trusted from now on, with the page on which they
 * end that, and a link that locks the account when it was not them. As with all such
 * mails, it goes to proved addresses only, in the transaction that it tells of.
 */
@Component
class TrustMails {

	private final Accounts accounts;

	private final MailedProofs proofs;

	private final Mails mails;

	private final DeviceNames deviceNames;

	private final Places places;

	private final Clock clock;

	TrustMails(Accounts accounts, MailedProofs proofs, Mails mails, DeviceNames deviceNames, Places places,
			Clock clock) {
		this.accounts = accounts;
		this.proofs = proofs;
		this.mails = mails;
		this.deviceNames = deviceNames;
		this.places = places;
		this.clock = clock;
	}

	@EventListener
	void on(DeviceTrusted event) {
		this.accounts.find(event.accountId())
			.filter(Account::emailVerified)
			.ifPresent((owner) -> this.mails.send(mail(owner, event)));
	}

	private Mail mail(Account owner, DeviceTrusted event) {
		Recipient recipient = Recipient.of(owner);
		Locale locale = recipient.locale();
		String ip = event.device().ip();
		String lock = this.proofs.issue(Purpose.LOCK_ACCOUNT, owner.id(), new EmailAddress(owner.emailAddress()))
			.token();
		return Mail.of("signin.mail.trusted", recipient, owner.username())
			.say("what", owner.username(), this.clock.instant())
			.where(this.deviceNames.of(event.device(), locale), this.places.of(ip, locale).orElse(null), ip)
			.say("until", event.until())
			.button("devices", "/account/security")
			.say("not-you")
			.button("lock", "/lock?token=" + lock);
	}

}
