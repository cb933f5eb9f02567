package dev.signet.linking;

import dev.signet.account.SignedInAccount;
import dev.signet.federation.LinkTaken;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Links somebody who came from elsewhere to the account that they proved: the end of the
 * proof and the link, both or nothing.
 */
@Component
class Proofs {

	private final Arrivals arrivals;

	Proofs(Arrivals arrivals) {
		this.arrivals = arrivals;
	}

	/**
	 * Links them. Of many who want to with one proof, one does.
	 * @param owner who has proved the account since they came
	 * @return false when the proof is over
	 * @throws LinkTaken when they are linked meanwhile; the proof then stays as it was
	 */
	@Transactional(rollbackFor = LinkTaken.class)
	public boolean link(Arrival arrival, Origin origin, byte[] browser, SignedInAccount owner) throws LinkTaken {
		if (!this.arrivals.take(arrival, browser)) {
			return false;
		}
		origin.link(arrival, owner.accountId());
		return true;
	}

}
