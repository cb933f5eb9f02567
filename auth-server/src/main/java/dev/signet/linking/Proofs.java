package dev.signet.linking;

import dev.signet.account.Administrators;
import dev.signet.account.SignedInAccount;
import dev.signet.federation.link.LinkTaken;
import dev.signet.federation.link.Links;
import dev.signet.federation.visit.UpstreamAnswer;
import dev.signet.session.NoSuchSession;
import dev.signet.session.SessionHold;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Links somebody who came from elsewhere to the account that they proved: the end of the
 * proof and the link, both or nothing.
 */
@Component
class Proofs {

	private final Arrivals arrivals;

	private final Links links;

	private final Administrators administrators;

	private final SessionHold sessionHold;

	Proofs(Arrivals arrivals, Links links, Administrators administrators, SessionHold sessionHold) {
		this.arrivals = arrivals;
		this.links = links;
		this.administrators = administrators;
		this.sessionHold = sessionHold;
	}

	/**
	 * Links them. Of many who want to with one proof, one does. Takes first the account,
	 * then where they come from, then the arrival, as {@link Origin#hold} says.
	 * @param owner who has proved the account since they came
	 * @return false when the proof is over
	 * @throws LinkTaken when they are linked meanwhile; the proof then stays as it was
	 * @throws NoSuchSession when the session of the owner is over; likewise
	 */
	@Transactional(rollbackFor = LinkTaken.class)
	public boolean link(Arrival arrival, Origin origin, byte[] browser, SignedInAccount owner)
			throws LinkTaken, NoSuchSession {
		if (arrival.providerId() != null) {
			// Which may take the role that it gave by another link; a directory does not
			this.administrators.hold();
		}
		this.sessionHold.hold(owner);
		origin.hold();
		if (!this.arrivals.take(arrival, browser)) {
			return false;
		}
		origin.link(arrival, owner.accountId());
		return true;
	}

	/**
	 * Links who went to a provider and came back for it.
	 * @param owner who has proved the account before
	 * @throws LinkTaken when they are linked already
	 * @throws NoSuchSession when the session of the owner is over
	 */
	@Transactional(rollbackFor = LinkTaken.class)
	public void link(UpstreamAnswer answer, SignedInAccount owner) throws LinkTaken, NoSuchSession {
		this.sessionHold.hold(owner);
		this.links.add(owner.accountId(), answer.provider().id(), answer.person());
	}

}
