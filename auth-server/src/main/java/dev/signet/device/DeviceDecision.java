package dev.signet.device;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

import dev.signet.account.SignedInAccount;
import dev.signet.client.Client;
import dev.signet.consent.Consents;
import dev.signet.grant.DeviceCodes;
import dev.signet.grant.WaitingDevice;
import dev.signet.session.NoSuchSession;
import dev.signet.session.SessionHold;

import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Carries out what a person decides about a device. What is granted is what is ticked
 * now, and what had been allowed before and was shown as such, as on the consent page.
 */
@Component
class DeviceDecision {

	private final DeviceCodes codes;

	private final Consents consents;

	private final SessionHold sessionHold;

	DeviceDecision(DeviceCodes codes, Consents consents, SessionHold sessionHold) {
		this.codes = codes;
		this.consents = consents;
		this.sessionHold = sessionHold;
	}

	/**
	 * Grants what is left of the request, and remembers it like any consent. What was
	 * allowed before is read while nobody can take it back.
	 * @param ticked the scopes ticked, whatever they are
	 * @return whether it counts: false when nothing is left or the device waits no longer
	 * @throws NoSuchSession when the session of the person has ended since the request
	 * came
	 */
	@Transactional
	public boolean allow(WaitingDevice device, Client client, SignedInAccount person, Collection<String> ticked)
			throws NoSuchSession {
		this.sessionHold.hold(person);
		Set<String> before = this.consents.allowed(person.accountId(), client.id());
		Set<String> granted = new TreeSet<>(device.scopes());
		if (!client.firstParty()) {
			granted.removeIf(
					(scope) -> !ticked.contains(scope) && !before.contains(scope) && !scope.equals(OidcScopes.OPENID));
		}
		if (granted.isEmpty() || !this.codes.approve(device, person, granted)) {
			return false;
		}
		Set<String> added = new TreeSet<>(granted);
		added.removeAll(before);
		if (!client.firstParty() && !added.isEmpty()) {
			this.consents.allow(person.accountId(), client.id(), added);
		}
		return true;
	}

	/**
	 * Refuses the request. What was allowed before stays.
	 * @return whether it counts
	 */
	@Transactional
	public boolean deny(WaitingDevice device, SignedInAccount person) {
		return this.codes.deny(device, person);
	}

}
