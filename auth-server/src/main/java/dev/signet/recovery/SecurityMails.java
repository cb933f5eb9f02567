package dev.signet.recovery;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.AccountLocked;
import dev.signet.account.Accounts;
import dev.signet.account.EmailChanged;
import dev.signet.credential.AuthenticatorAdded;
import dev.signet.credential.AuthenticatorRemoved;
import dev.signet.credential.PasswordAdded;
import dev.signet.credential.PasswordChanged;
import dev.signet.credential.RecoveryCodeUsed;
import dev.signet.credential.RecoveryCodesMade;
import dev.signet.credential.SecondFactorsRemoved;
import dev.signet.directory.Directories;
import dev.signet.directory.DirectoryId;
import dev.signet.directory.DirectoryLinked;
import dev.signet.directory.DirectoryRelinked;
import dev.signet.directory.DirectoryUnlinked;
import dev.signet.federation.link.LinkAdded;
import dev.signet.federation.link.LinkRemoved;
import dev.signet.federation.link.LinkRestored;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderId;
import dev.signet.federation.provider.Providers;
import dev.signet.mail.Mail;
import dev.signet.mail.Mails;
import dev.signet.mail.Recipient;
import dev.signet.passkey.PasskeyAdded;
import dev.signet.passkey.PasskeyRemoved;
import dev.signet.proof.MailedProofs;
import dev.signet.proof.Purpose;
import dev.signet.session.CurrentDevice;
import dev.signet.session.Device;
import dev.signet.session.DeviceNames;
import dev.signet.session.Places;
import dev.signet.session.SignedInFromNewBrowser;
import dev.signet.signin.factor.SecondFactorHeld;
import dev.signet.signin.trust.DeviceTrusted;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells the owner by mail what was changed about the way into their account, and who uses
 * it in a new way or tries to.
 */
@Component
class SecurityMails {

	/** For each way to sign in, one sentence that ends in its name. */
	private static final String ADDED = "recovery.mail.method-added";

	private static final String REMOVED = "recovery.mail.method-removed";

	private static final Duration JUST_NOW = Duration.ofMinutes(1);

	private final OwnerMails ownerMails;

	private final Accounts accounts;

	private final Providers providers;

	private final Directories directories;

	private final Reopenings reopenings;

	private final MailedProofs proofs;

	private final Mails mails;

	private final CurrentDevice currentDevice;

	private final DeviceNames deviceNames;

	private final Places places;

	private final Clock clock;

	SecurityMails(OwnerMails ownerMails, Accounts accounts, Providers providers, Directories directories,
			Reopenings reopenings, MailedProofs proofs, Mails mails, CurrentDevice currentDevice,
			DeviceNames deviceNames, Places places, Clock clock) {
		this.ownerMails = ownerMails;
		this.accounts = accounts;
		this.providers = providers;
		this.directories = directories;
		this.reopenings = reopenings;
		this.proofs = proofs;
		this.mails = mails;
		this.currentDevice = currentDevice;
		this.deviceNames = deviceNames;
		this.places = places;
		this.clock = clock;
	}

	@EventListener
	void on(AuthenticatorAdded event) {
		tell(event.accountId(), ADDED, "authenticator");
	}

	@EventListener
	void on(AuthenticatorRemoved event) {
		tell(event.accountId(), REMOVED, "authenticator");
	}

	@EventListener
	void on(PasskeyAdded event) {
		tell(event.accountId(), ADDED, "passkey");
	}

	@EventListener
	void on(PasskeyRemoved event) {
		tell(event.accountId(), REMOVED, "passkey");
	}

	@EventListener
	void on(PasswordAdded event) {
		tell(event.accountId(), ADDED, "password");
	}

	/** Who came from elsewhere and has just got the account by it knows. */
	@EventListener
	void on(LinkAdded event) {
		if (!justMade(event.accountId())) {
			tell(event.accountId(), ADDED, event.providerId());
		}
	}

	@EventListener
	void on(LinkRestored event) {
		tell(event.accountId(), ADDED, event.providerId());
	}

	@EventListener
	void on(LinkRemoved event) {
		tell(event.accountId(), REMOVED, event.providerId());
	}

	@EventListener
	void on(DirectoryLinked event) {
		if (!justMade(event.accountId())) {
			tell(event.accountId(), ADDED, event.directoryId());
		}
	}

	@EventListener
	void on(DirectoryRelinked event) {
		tell(event.accountId(), ADDED, event.directoryId());
	}

	/** An administrator's browser is nobody's business. */
	@EventListener
	void on(DirectoryUnlinked event) {
		if (event.byOwner()) {
			tell(event.accountId(), REMOVED, event.directoryId());
			return;
		}
		name(event.directoryId()).ifPresent((name) -> this.ownerMails.send(event.accountId(),
				(owner) -> named(REMOVED, "directory-by-administrator", owner, name)));
	}

	@EventListener
	void on(SecondFactorsRemoved event) {
		tell(event.accountId(), REMOVED, "second-factors-by-administrator");
	}

	@EventListener
	void on(RecoveryCodesMade event) {
		tell(event.accountId(), ADDED, "recovery-codes");
	}

	@EventListener
	void on(RecoveryCodeUsed event) {
		this.ownerMails.send(event.accountId(),
				(owner) -> here(happened("recovery.mail.code-used", owner), owner).say("left", event.left()));
	}

	@EventListener
	void on(SignedInFromNewBrowser event) {
		this.ownerMails.send(event.accountId(),
				(owner) -> at(happened("recovery.mail.new-browser", owner), event.device()));
	}

	/** With the page on which they end that. */
	@EventListener
	void on(DeviceTrusted event) {
		this.ownerMails.send(event.accountId(),
				(owner) -> at(happened("recovery.mail.device-trusted", owner), event.device())
					.say("until", event.until())
					.button("devices", "/account/security"));
	}

	/** Who got so far is likely to know the password. */
	@EventListener
	void on(SecondFactorHeld event) {
		this.ownerMails.send(event.accountId(),
				(owner) -> at(happened("recovery.mail.second-factor-held", owner), event.device())
					.say(event.inKnownBrowser() ? "until-there" : "until", this.clock.instant().plus(event.lasts())));
	}

	@EventListener
	void on(PasswordChanged event) {
		tell(event.accountId(), "recovery.mail.password-changed", "what");
	}

	/**
	 * Both addresses are told. The old one can take it back; somebody who got in may have
	 * made the change.
	 */
	@EventListener
	void on(EmailChanged event) {
		Account owner = this.accounts.find(event.accountId()).orElseThrow();
		if (event.undone()) {
			return;
		}
		// First: taking a change back ends the links that were made since
		if (event.fromVerified()) {
			String token = this.proofs.issue(Purpose.UNDO_EMAIL, owner.id(), event.from()).token();
			this.mails
				.send(here(happened("recovery.mail.address-left", "what", Recipient.of(owner).at(event.from()), owner),
						owner)
					.say("not-you")
					.button("undo", "/email/undo?token=" + token));
		}
		tell(owner.id(), "recovery.mail.address-changed", "what");
	}

	/** After those who take ways into the account away: what is left counts. */
	@EventListener
	void on(AccountLocked event) {
		this.ownerMails.owner(event.accountId())
			.ifPresent((owner) -> this.mails
				.send(reopening(owner, here(happened("recovery.mail.locked", owner), owner).say("doubt"))
					.button("recover", "/recover")));
	}

	private Mail reopening(Account owner, Mail mail) {
		Reopening reopening = this.reopenings.of(owner.id());
		return (reopening.keeper() != null) ? mail.say(reopening.way().tag(), reopening.keeper())
				: mail.say(reopening.way().tag());
	}

	private void tell(AccountId accountId, String words, String what) {
		this.ownerMails.send(accountId, (owner) -> here(happened(words, what, Recipient.of(owner), owner), owner));
	}

	private void tell(AccountId accountId, String words, ProviderId providerId) {
		tell(accountId, words, "provider", this.providers.find(providerId).map(Provider::name));
	}

	private void tell(AccountId accountId, String words, DirectoryId directoryId) {
		tell(accountId, words, "directory", name(directoryId));
	}

	private void tell(AccountId accountId, String words, String what, Optional<String> name) {
		name.ifPresent(
				(found) -> this.ownerMails.send(accountId, (owner) -> here(named(words, what, owner, found), owner)));
	}

	private Mail named(String words, String what, Account owner, String name) {
		return Mail.of(words, Recipient.of(owner)).say(what, owner.username(), this.clock.instant(), name);
	}

	private Optional<String> name(DirectoryId directoryId) {
		return this.directories.find(directoryId).map((directory) -> directory.settings().name());
	}

	private boolean justMade(AccountId accountId) {
		return this.accounts.find(accountId)
			.filter((account) -> account.createdAt().plus(JUST_NOW).isAfter(this.clock.instant()))
			.isPresent();
	}

	private Mail happened(String words, Account owner) {
		return happened(words, "what", Recipient.of(owner), owner);
	}

	private Mail happened(String words, String what, Recipient recipient, Account owner) {
		return Mail.of(words, recipient).say(what, owner.username(), this.clock.instant());
	}

	private Mail here(Mail mail, Account owner) {
		return this.currentDevice.of(owner.id()).map((device) -> at(mail, device)).orElse(mail);
	}

	private Mail at(Mail mail, Device device) {
		Locale locale = mail.recipient().locale();
		return mail.where(this.deviceNames.of(device, locale), this.places.of(device.ip(), locale).orElse(null),
				device.ip());
	}

}
