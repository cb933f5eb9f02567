package dev.signet.selfservice;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.EmailAddress;
import dev.signet.federation.link.Link;
import dev.signet.federation.link.Links;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderId;
import dev.signet.federation.provider.Providers;

import org.springframework.stereotype.Component;

/**
 * The providers that a person has linked, and those that they can link.
 */
@Component
class LinkedProviders {

	private final Links links;

	private final Providers providers;

	private final Accounts accounts;

	LinkedProviders(Links links, Providers providers, Accounts accounts) {
		this.links = links;
		this.providers = providers;
		this.accounts = accounts;
	}

	/**
	 * Whether there is any provider, so that people find the page. Needs no statement.
	 */
	boolean offered() {
		return !this.providers.enabled().isEmpty();
	}

	/** All links of a person, those too that they can have back. */
	List<LinkView> of(AccountId owner) {
		return this.links.of(owner).stream().flatMap(this::view).toList();
	}

	/** A link of a person, if it is theirs. */
	Optional<Link> find(AccountId owner, UUID linkId) {
		return this.links.of(owner).stream().filter((link) -> link.id().equals(linkId)).findFirst();
	}

	/** The same to look at. */
	Optional<LinkView> view(AccountId owner, UUID linkId) {
		return find(owner, linkId).stream().flatMap(this::view).findFirst();
	}

	/** The providers that a person can link: those that they could also come from. */
	List<Provider> possible(AccountId owner) {
		Account account = this.accounts.find(owner).orElseThrow();
		return this.providers.enabled().stream().filter((provider) -> isFor(provider, account)).toList();
	}

	/** One of these. */
	Optional<Provider> possible(AccountId owner, UUID providerId) {
		ProviderId id = new ProviderId(providerId);
		return possible(owner).stream().filter((provider) -> provider.id().equals(id)).findFirst();
	}

	private static boolean isFor(Provider provider, Account account) {
		List<String> domains = provider.settings().audience().domains();
		return domains.isEmpty() || domains.contains(new EmailAddress(account.emailAddress()).domain());
	}

	private Stream<LinkView> view(Link link) {
		return this.providers.find(link.providerId()).map((provider) -> LinkView.of(link, provider)).stream();
	}

}
