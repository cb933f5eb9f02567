package dev.signet.signin.factor;

import java.time.Clock;
import java.util.Locale;
import java.util.function.UnaryOperator;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.EmailAddress;
import dev.signet.mail.Mail;
import dev.signet.mail.Mails;
import dev.signet.mail.Recipient;
import dev.signet.proof.MailedProofs;
import dev.signet.proof.Purpose;
import dev.signet.session.Device;
import dev.signet.session.DeviceNames;
import dev.signet.session.Places;

import org.springframework.stereotype.Component;

/**
 * Tells people by mail what was done with their account on a device, and where that was,
 * with a link that locks the account when it was not them. As with all such mails, to
 * proved addresses only, in the transaction that it tells of.
 */
@Component
public class DeviceMails {

	private final Accounts accounts;

	private final MailedProofs proofs;

	private final Mails mails;

	private final DeviceNames deviceNames;

	private final Places places;

	private final Clock clock;

	DeviceMails(Accounts accounts, MailedProofs proofs, Mails mails, DeviceNames deviceNames, Places places,
			Clock clock) {
		this.accounts = accounts;
		this.proofs = proofs;
		this.mails = mails;
		this.deviceNames = deviceNames;
		this.places = places;
		this.clock = clock;
	}

	/**
	 * Tells the owner of an account.
	 * @param words the prefix of the keys of what is said
	 * @param device where it was done
	 * @param more what is said besides, before the link
	 */
	public void send(AccountId accountId, String words, Device device, UnaryOperator<Mail> more) {
		this.accounts.find(accountId)
			.filter(Account::emailVerified)
			.ifPresent((owner) -> this.mails.send(stoppable(owner, more.apply(mail(owner, words, device)))));
	}

	private Mail mail(Account owner, String words, Device device) {
		Recipient recipient = Recipient.of(owner);
		Locale locale = recipient.locale();
		return Mail.of(words, recipient, owner.username())
			.say("what", owner.username(), this.clock.instant())
			.where(this.deviceNames.of(device, locale), this.places.of(device.ip(), locale).orElse(null), device.ip());
	}

	private Mail stoppable(Account owner, Mail mail) {
		String lock = this.proofs.issue(Purpose.LOCK_ACCOUNT, owner.id(), new EmailAddress(owner.emailAddress()))
			.token();
		return mail.say("not-you").button("lock", "/lock?token=" + lock);
	}

}
