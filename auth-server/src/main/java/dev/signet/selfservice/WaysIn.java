package dev.signet.selfservice;

import java.util.List;
import java.util.UUID;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.credential.Passwords;
import dev.signet.federation.Link;
import dev.signet.federation.Links;
import dev.signet.federation.Provider;
import dev.signet.federation.Providers;
import dev.signet.passkey.Passkeys;
import dev.signet.signin.MailOffers;
import dev.signet.signin.SecondFactors;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The ways in which a person can begin to sign in. Nobody takes away their last one here:
 * not in one window, and not half of it in each of two.
 */
@Component
class WaysIn {

	private final Accounts accounts;

	private final Passwords passwords;

	private final Passkeys passkeys;

	private final SecondFactors secondFactors;

	private final Links links;

	private final Providers providers;

	private final MailOffers mailOffers;

	WaysIn(Accounts accounts, Passwords passwords, Passkeys passkeys, SecondFactors secondFactors, Links links,
			Providers providers, MailOffers mailOffers) {
		this.accounts = accounts;
		this.passwords = passwords;
		this.passkeys = passkeys;
		this.secondFactors = secondFactors;
		this.links = links;
		this.providers = providers;
		this.mailOffers = mailOffers;
	}

	/** Whether all that is left without a link is nothing. */
	boolean lastIs(Link link) {
		return !own(link.accountId()) && !this.passkeys.existFor(link.accountId())
				&& usable(link.accountId()).stream().allMatch((each) -> each.id().equals(link.id()));
	}

	/** The same for a passkey, which only one of several can be. */
	boolean lastIsPasskey(AccountId accountId) {
		return this.passkeys.of(accountId).size() == 1 && !own(accountId) && usable(accountId).isEmpty();
	}

	/** Whether a person depends on other servers alone. */
	boolean onlyElsewhere(AccountId accountId) {
		return !own(accountId) && !this.passkeys.existFor(accountId);
	}

	/** Takes a link away, unless it is the last way in or not the person's. */
	@Transactional
	Removal unlink(AccountId owner, UUID linkId) {
		this.accounts.hold(owner);
		List<Link> links = this.links.of(owner).stream().filter((each) -> each.id().equals(linkId)).toList();
		if (links.stream().anyMatch((link) -> link.removedAt() == null && lastIs(link))) {
			return Removal.LAST;
		}
		return this.links.remove(linkId, owner) ? Removal.DONE : Removal.NOTHING;
	}

	/** Takes a passkey away, unless it is the last way in or not the person's. */
	@Transactional
	Removal removePasskey(AccountId owner, UUID id) {
		this.accounts.hold(owner);
		if (lastIsPasskey(owner)) {
			return Removal.LAST;
		}
		return this.secondFactors.removePasskey(owner, id) ? Removal.DONE : Removal.NOTHING;
	}

	/** What this server itself can ask for, passkeys apart. */
	private boolean own(AccountId accountId) {
		return this.passwords.exists(accountId) || (this.mailOffers.signIn() && mailReady(accountId));
	}

	private boolean mailReady(AccountId accountId) {
		return this.accounts.find(accountId).map(Account::emailVerified).orElseThrow();
	}

	private List<Link> usable(AccountId accountId) {
		return this.links.of(accountId)
			.stream()
			.filter((link) -> link.removedAt() == null
					&& this.providers.find(link.providerId()).filter(Provider::enabled).isPresent())
			.toList();
	}

	/** What became of it. */
	enum Removal {

		/** It is gone. */
		DONE,

		/** There was none. */
		NOTHING,

		/** It stays, because nothing else would be left. */
		LAST

	}

}
