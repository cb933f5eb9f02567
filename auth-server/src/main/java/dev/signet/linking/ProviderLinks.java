package dev.signet.linking;

import java.util.Optional;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.Administrators;
import dev.signet.account.Roles;
import dev.signet.federation.link.Link;
import dev.signet.federation.link.LinkTaken;
import dev.signet.federation.link.Links;
import dev.signet.federation.mapping.ClaimMapper;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.provider.Provider;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Links people of providers whose account is made or proved, and signs them in by that.
 */
@Component
class ProviderLinks {

	private final Links links;

	private final Accounts accounts;

	private final Administrators administrators;

	private final ClaimMapper claimMapper;

	ProviderLinks(Links links, Accounts accounts, Administrators administrators, ClaimMapper claimMapper) {
		this.links = links;
		this.accounts = accounts;
		this.administrators = administrators;
		this.claimMapper = claimMapper;
	}

	/**
	 * Links somebody who is signing in, and lets the provider fill in what it may. Joins
	 * the caller's transaction.
	 */
	void add(AccountId accountId, Provider provider, UpstreamPerson person) throws LinkTaken {
		this.links.used(this.links.add(accountId, provider.id(), person));
		this.claimMapper.apply(accountId, provider, this.claimMapper.map(provider, person), true);
	}

	/**
	 * Notes that somebody signs in by a link, and lets the provider change what it may.
	 * Whoever ends the link at this moment is waited for.
	 * @param account the account to which they were linked when it was read
	 * @return whether they still are
	 */
	@Transactional
	public boolean used(Account account, Provider provider, UpstreamPerson person) {
		if (account.roles().contains(Roles.ADMIN)) {
			// Which the provider may take, as Administrators says
			this.administrators.hold();
		}
		this.accounts.hold(account.id());
		Optional<Link> counting = this.links.find(person.issuer(), person.subject())
			.filter((link) -> link.accountId().equals(account.id()));
		counting.ifPresent((link) -> {
			this.links.used(link);
			this.claimMapper.apply(account.id(), provider, this.claimMapper.map(provider, person),
					link.lastUsedAt() == null);
		});
		return counting.isPresent();
	}

}
