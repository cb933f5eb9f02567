package dev.signet.linking;

import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.Administrators;
import dev.signet.account.SignedInAccount;
import dev.signet.credential.Passwords;
import dev.signet.directory.Directories;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryLink;
import dev.signet.directory.DirectoryLinks;
import dev.signet.federation.link.Link;
import dev.signet.federation.link.Links;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.Providers;
import dev.signet.passkey.Passkeys;
import dev.signet.session.NoSuchSession;
import dev.signet.session.SessionHold;
import dev.signet.signin.factor.SecondFactors;
import dev.signet.signin.mailbox.MailOffers;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The ways in which a person can begin to sign in: a password here, a passkey, a code by
 * mail, a password in a directory, a provider. Each question says what a {@link Mailbox}
 * counts for. A link by which a forgotten password is set anew is no way in: the account
 * then gets a password first. Nobody takes away their last one: not in one window, and
 * not half of it in each of two.
 */
@Component
public class WaysIn {

	private final Accounts accounts;

	private final Administrators administrators;

	private final SessionHold sessionHold;

	private final Passwords passwords;

	private final Passkeys passkeys;

	private final SecondFactors secondFactors;

	private final Links links;

	private final Providers providers;

	private final DirectoryLinks directoryLinks;

	private final Directories directories;

	private final MailOffers mailOffers;

	WaysIn(Accounts accounts, Administrators administrators, SessionHold sessionHold, Passwords passwords,
			Passkeys passkeys, SecondFactors secondFactors, Links links, Providers providers,
			DirectoryLinks directoryLinks, Directories directories, MailOffers mailOffers) {
		this.accounts = accounts;
		this.administrators = administrators;
		this.sessionHold = sessionHold;
		this.passwords = passwords;
		this.passkeys = passkeys;
		this.secondFactors = secondFactors;
		this.links = links;
		this.providers = providers;
		this.directoryLinks = directoryLinks;
		this.directories = directories;
		this.mailOffers = mailOffers;
	}

	/** Whether there is any, so that an owner can prove the account. */
	boolean existInto(AccountId accountId) {
		return existBesideProviders(accountId, Mailbox.COUNTS) || byProvider(accountId);
	}

	/** Whether a person need not ask a provider. */
	boolean existBesideProviders(AccountId accountId, Mailbox mailbox) {
		return this.passwords.exists(accountId) || this.passkeys.existFor(accountId) || byMail(accountId, mailbox)
				|| byDirectory(accountId, (link) -> true);
	}

	/**
	 * Whether a person can show in another way that it is them than by a provider that
	 * does not say whether it asked: without any, or by another that can be asked.
	 * @param clientId the client whose request waits, or null for none
	 */
	boolean existBeside(Provider silent, AccountId accountId, @Nullable String clientId) {
		return existBesideProviders(accountId, Mailbox.COUNTS_NOT)
				|| providers(accountId, (link) -> !link.providerId().equals(silent.id()))
					.anyMatch((other) -> other.preset().asksAfresh() && ButtonRules.admitsAgain(other, clientId));
	}

	/** Whether a person depends on providers alone, if on anything. */
	public boolean onlyByProviders(AccountId accountId) {
		return !existBesideProviders(accountId, Mailbox.COUNTS);
	}

	/** Whether all that is left without a link is nothing. */
	public boolean lastIs(Link link) {
		return !existBesideProviders(link.accountId(), Mailbox.COUNTS) && !byAnotherProvider(link);
	}

	/**
	 * Whether the password of the owner is kept there and nowhere else, whatever other
	 * ways they have. Without that link they could set one here, and put the link back:
	 * whoever is gone there would have the account for good.
	 */
	public boolean lastIs(DirectoryLink link) {
		AccountId owner = link.accountId();
		return !this.passwords.exists(owner) && !byDirectory(owner, (each) -> !each.id().equals(link.id()));
	}

	/** The same for a passkey, which only one of several can be. */
	public boolean lastIsPasskey(AccountId owner) {
		return this.passkeys.of(owner).size() == 1 && !this.passwords.exists(owner) && !byMail(owner, Mailbox.COUNTS)
				&& !byProvider(owner) && !byDirectory(owner, (each) -> true);
	}

	/** Takes a link away, unless it is the last way in or not the person's. */
	@Transactional
	public Removal unlink(AccountId owner, UUID linkId) {
		this.administrators.hold(owner);
		List<Link> links = this.links.of(owner).stream().filter((each) -> each.id().equals(linkId)).toList();
		if (links.stream().anyMatch((link) -> link.removedAt() == null && lastIs(link))) {
			return Removal.LAST;
		}
		return this.links.remove(linkId, owner) ? Removal.DONE : Removal.NOTHING;
	}

	/** The same for a link to a directory. */
	@Transactional
	public Removal unlinkDirectory(AccountId owner, UUID linkId) {
		this.administrators.hold(owner);
		if (this.directoryLinks.of(owner).stream().anyMatch((link) -> link.id().equals(linkId) && lastIs(link))) {
			return Removal.LAST;
		}
		return this.directoryLinks.remove(linkId, owner, owner) ? Removal.DONE : Removal.NOTHING;
	}

	/**
	 * Puts a link of a person back.
	 * @return false when there is none that can be, or somebody else is linked meanwhile
	 * @throws NoSuchSession when their session is over
	 */
	@Transactional
	public boolean relink(SignedInAccount owner, UUID linkId) throws NoSuchSession {
		this.sessionHold.hold(owner);
		return this.links.restore(linkId, owner.accountId());
	}

	/**
	 * The same for a link to a directory.
	 * @throws NoSuchSession likewise
	 */
	@Transactional
	public boolean relinkDirectory(SignedInAccount owner, UUID linkId) throws NoSuchSession {
		this.sessionHold.hold(owner);
		return this.directoryLinks.restore(linkId, owner.accountId());
	}

	/** Takes a passkey away, unless it is the last way in or not the person's. */
	@Transactional
	public Removal removePasskey(AccountId owner, UUID id) {
		this.accounts.hold(owner);
		if (lastIsPasskey(owner)) {
			return Removal.LAST;
		}
		return this.secondFactors.removePasskey(owner, id) ? Removal.DONE : Removal.NOTHING;
	}

	private boolean byMail(AccountId accountId, Mailbox mailbox) {
		return mailbox == Mailbox.COUNTS && this.mailOffers.signIn()
				&& this.accounts.find(accountId).map(Account::emailVerified).orElseThrow();
	}

	private boolean byProvider(AccountId accountId) {
		return this.links.count(accountId) > 0;
	}

	private boolean byAnotherProvider(Link link) {
		return providers(link.accountId(), (other) -> !other.id().equals(link.id())).findAny().isPresent();
	}

	/** The providers that lead in by these links. */
	private Stream<Provider> providers(AccountId accountId, Predicate<Link> which) {
		return this.links.of(accountId)
			.stream()
			.filter((link) -> link.removedAt() == null)
			.filter(which)
			.flatMap((link) -> this.providers.find(link.providerId()).stream())
			.filter(Provider::enabled);
	}

	/** Where there is no directory, this needs no statement. */
	private boolean byDirectory(AccountId accountId, Predicate<DirectoryLink> which) {
		return !this.directories.enabled().isEmpty() && this.directoryLinks.of(accountId)
			.stream()
			.anyMatch((link) -> link.goneSince() == null
					&& this.directories.find(link.directoryId()).filter(Directory::enabled).isPresent()
					&& which.test(link));
	}

	/** What a mailbox counts for. */
	enum Mailbox {

		/**
		 * Who reads mail at the confirmed address can sign in, where codes by mail are
		 * offered.
		 */
		COUNTS,

		/**
		 * It proves nothing beside a provider: the mailbox often opens with the account
		 * over there, in the same browser.
		 */
		COUNTS_NOT

	}

	/** What became of it. */
	public enum Removal {

		/** It is gone. */
		DONE,

		/** There was none. */
		NOTHING,

		/** It stays, because nothing else would be left. */
		LAST

	}

}
