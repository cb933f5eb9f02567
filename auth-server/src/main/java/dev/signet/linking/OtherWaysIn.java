package dev.signet.linking;

import dev.signet.account.AccountId;
import dev.signet.credential.Passwords;
import dev.signet.federation.Links;
import dev.signet.passkey.Passkeys;
import dev.signet.signin.MailOffers;

import org.springframework.stereotype.Component;

/**
 * Whether somebody can sign in to an account whose address is proved. A link by which a
 * forgotten password is set anew is none: the account then gets a password first.
 */
@Component
class OtherWaysIn {

	private final Passwords passwords;

	private final Passkeys passkeys;

	private final Links links;

	private final MailOffers mailOffers;

	OtherWaysIn(Passwords passwords, Passkeys passkeys, Links links, MailOffers mailOffers) {
		this.passwords = passwords;
		this.passkeys = passkeys;
		this.links = links;
		this.mailOffers = mailOffers;
	}

	boolean existInto(AccountId accountId) {
		return this.mailOffers.signIn() || existBesideProviders(accountId) || this.links.count(accountId) > 0;
	}

	/** A mailbox is none of these: it often opens with the account over there. */
	boolean existBesideProviders(AccountId accountId) {
		return this.passwords.exists(accountId) || this.passkeys.existFor(accountId);
	}

}
