package dev.signet.linking;

import dev.signet.account.SignedInAccount;
import dev.signet.federation.ClaimMapper;
import dev.signet.federation.Link;
import dev.signet.federation.LinkTaken;
import dev.signet.federation.Links;
import dev.signet.federation.Provider;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Links somebody who came from a provider to the account that they proved: the end of the
 * proof and the link, both or nothing.
 */
@Component
class Proofs {

	private final Arrivals arrivals;

	private final Links links;

	private final ClaimMapper claimMapper;

	Proofs(Arrivals arrivals, Links links, ClaimMapper claimMapper) {
		this.arrivals = arrivals;
		this.links = links;
		this.claimMapper = claimMapper;
	}

	/**
	 * Links them. Of many who want to with one proof, one does.
	 * @param owner who has proved the account since they came
	 * @return false when the proof is over
	 * @throws LinkTaken when they are linked meanwhile; the proof then stays as it was
	 */
	@Transactional(rollbackFor = LinkTaken.class)
	public boolean link(Arrival arrival, Provider provider, byte[] browser, SignedInAccount owner) throws LinkTaken {
		if (!this.arrivals.take(arrival, browser)) {
			return false;
		}
		Link link = this.links.add(owner.accountId(), arrival.providerId(), arrival.person());
		this.links.used(link);
		this.claimMapper.apply(owner.accountId(), provider, this.claimMapper.map(provider, arrival.person()), true);
		return true;
	}

}
