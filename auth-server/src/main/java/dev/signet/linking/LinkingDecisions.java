package dev.signet.linking;

import java.time.Clock;
import java.util.Optional;

import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.account.EmailAddress;
import dev.signet.federation.AccountCreation;
import dev.signet.federation.Link;
import dev.signet.federation.Links;
import dev.signet.federation.Provider;
import dev.signet.federation.UpstreamPerson;
import dev.signet.mail.Mails;

import org.springframework.stereotype.Component;

/**
 * Gathers what {@link LinkingTable} wants to know. It looks, and changes nothing.
 */
@Component
public class LinkingDecisions {

	private final Links links;

	private final Accounts accounts;

	private final WaysIn waysIn;

	private final Mails mails;

	private final Clock clock;

	LinkingDecisions(Links links, Accounts accounts, WaysIn waysIn, Mails mails, Clock clock) {
		this.links = links;
		this.accounts = accounts;
		this.waysIn = waysIn;
		this.mails = mails;
		this.clock = clock;
	}

	/** What would become of a person of a provider. */
	public LinkingPreview preview(Provider provider, UpstreamPerson person) {
		return preview(provider, person, provider.settings().emailTrusted());
	}

	/**
	 * The same for somebody who has shown here that they read mail at an address.
	 * @param person with that address
	 */
	LinkingPreview previewProved(Provider provider, UpstreamPerson person) {
		return preview(provider, person, true);
	}

	private LinkingPreview preview(Provider provider, UpstreamPerson person, boolean emailTrusted) {
		Optional<EmailAddress> address = EmailAddress.parse(person.email());
		Optional<Account> linked = this.links.find(person.issuer(), person.subject())
			.map(Link::accountId)
			.flatMap(this.accounts::find);
		Optional<Account> addressed = address.flatMap((known) -> this.accounts.findByLogin(known.value()));
		Optional<Account> concerned = linked.or(() -> addressed.filter(Account::emailVerified));
		boolean proved = address.isPresent() && person.emailVerified() && emailTrusted;
		LinkingInputs inputs = new LinkingInputs(provider.enabled(), linked.isPresent(),
				concerned.map((account) -> account.admits(this.clock.instant())).orElse(true),
				address.isPresent() && person.emailVerified(), emailTrusted, local(addressed),
				addressed.map(Account::id).filter(this.waysIn::existInto).isPresent(),
				creation(provider.settings().creation(), address, proved));
		return new LinkingPreview(inputs, LinkingTable.decide(inputs), linked.or(() -> addressed).map(Account::id));
	}

	private static LocalAddress local(Optional<Account> addressed) {
		return addressed.map((account) -> account.emailVerified() ? LocalAddress.VERIFIED : LocalAddress.UNVERIFIED)
			.orElse(LocalAddress.NONE);
	}

	/** An address that is not proved yet can still be, by a mailed code. */
	private CreationAnswer creation(AccountCreation rule, Optional<EmailAddress> address, boolean proved) {
		return switch (rule.mode()) {
			case OFF -> CreationAnswer.OFF;
			case ON -> CreationAnswer.ALLOWED;
			case BY_APPROVAL -> CreationAnswer.APPROVAL;
			case BY_DOMAIN -> {
				if (!proved) {
					yield this.mails.possible() ? CreationAnswer.ALLOWED : CreationAnswer.NO_ADDRESS;
				}
				yield rule.domains().contains(address.orElseThrow().domain()) ? CreationAnswer.ALLOWED
						: CreationAnswer.WRONG_DOMAIN;
			}
		};
	}

}
