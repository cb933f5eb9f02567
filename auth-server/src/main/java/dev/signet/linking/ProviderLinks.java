package dev.signet.linking;

import dev.signet.account.AccountId;
import dev.signet.federation.link.LinkTaken;
import dev.signet.federation.link.Links;
import dev.signet.federation.mapping.ClaimMapper;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.provider.Provider;

import org.springframework.stereotype.Component;

/** Links people of providers whose account is made or proved. */
@Component
class ProviderLinks {

	private final Links links;

	private final ClaimMapper claimMapper;

	ProviderLinks(Links links, ClaimMapper claimMapper) {
		this.links = links;
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

}
