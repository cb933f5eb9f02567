package dev.signet.linking;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.EmailAddress;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryLink;
import dev.signet.directory.DirectoryLinks;
import dev.signet.federation.link.Link;
import dev.signet.federation.link.Links;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.settings.AccountCreation;
import dev.signet.federation.settings.AccountCreation.Mode;
import dev.signet.mail.Mails;

import org.springframework.stereotype.Component;

/**
 * Gathers what {@link LinkingTable} wants to know. It looks, and changes nothing.
 */
@Component
public class LinkingDecisions {

	private final Links links;

	private final DirectoryLinks directoryLinks;

	private final Accounts accounts;

	private final WaysIn waysIn;

	private final Mails mails;

	private final Clock clock;

	LinkingDecisions(Links links, DirectoryLinks directoryLinks, Accounts accounts, WaysIn waysIn, Mails mails,
			Clock clock) {
		this.links = links;
		this.directoryLinks = directoryLinks;
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

	/** What would become of a person of a directory. */
	LinkingPreview preview(Directory directory, UpstreamPerson person) {
		return preview(directory, person, directory.settings().accounts().emailTrusted());
	}

	/** The same for somebody who has shown here that they read mail at an address. */
	LinkingPreview previewProved(Directory directory, UpstreamPerson person) {
		return preview(directory, person, true);
	}

	private LinkingPreview preview(Provider provider, UpstreamPerson person, boolean emailTrusted) {
		return preview(provider.enabled(),
				() -> this.links.find(person.issuer(), person.subject()).map(Link::accountId), person, emailTrusted,
				provider.settings().creation());
	}

	private LinkingPreview preview(Directory directory, UpstreamPerson person, boolean emailTrusted) {
		Mode mode = directory.settings().accounts().created() ? Mode.ON : Mode.OFF;
		return preview(directory.enabled(),
				() -> this.directoryLinks.find(directory, person.subject()).map(DirectoryLink::accountId), person,
				emailTrusted, new AccountCreation(mode, List.of()));
	}

	/**
	 * An account and its link are made in one transaction. So the link is looked for
	 * last: who gets both at this moment, in another tab, is not taken for somebody else.
	 * For an address that is only claimed, nothing more is looked up when an account has
	 * it: the time that takes would tell.
	 */
	private LinkingPreview preview(boolean enabled, Supplier<Optional<AccountId>> link, UpstreamPerson person,
			boolean emailTrusted, AccountCreation rule) {
		Optional<EmailAddress> address = EmailAddress.parse(person.email());
		Optional<Account> addressed = address.flatMap((known) -> this.accounts.findByLogin(known.value()));
		Optional<Account> linked = link.get().flatMap(this.accounts::find);
		Optional<Account> concerned = linked.or(() -> addressed.filter(Account::emailVerified));
		boolean proved = address.isPresent() && person.emailVerified() && emailTrusted;
		LinkingInputs inputs = new LinkingInputs(enabled, linked.isPresent(),
				concerned.map((account) -> account.admits(this.clock.instant())).orElse(true),
				address.isPresent() && person.emailVerified(), emailTrusted, local(addressed),
				proved && addressed.map(Account::id).filter(this.waysIn::existInto).isPresent(),
				creation(rule, address, proved));
		return new LinkingPreview(inputs, LinkingTable.decide(inputs), linked, addressed);
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
