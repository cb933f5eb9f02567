package dev.signet.signin.factor;

import java.time.Instant;

import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.NoSuchAccount;
import dev.signet.credential.SecondFactorsRemoved;
import dev.signet.session.EndReason;
import dev.signet.session.Sessions;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets those who run this server help somebody who has lost their second factors, or
 * whose account has those of somebody else.
 */
@Component
@NamedInterface("factor")
public class SecondFactorRemoval {

	private final Accounts accounts;

	private final SecondFactors secondFactors;

	private final Sessions sessions;

	private final ApplicationEventPublisher events;

	SecondFactorRemoval(Accounts accounts, SecondFactors secondFactors, Sessions sessions,
			ApplicationEventPublisher events) {
		this.accounts = accounts;
		this.secondFactors = secondFactors;
		this.sessions = sessions;
		this.events = events;
	}

	/**
	 * Takes all second factors of a person away, and with them the recovery codes and the
	 * trust in devices, and ends all sessions and what apps were given. No browser is
	 * known then, and no wrong code counts. The password stays.
	 * @param by the administrator who wants it
	 * @return false when the person has none; then nothing happens
	 * @throws NoSuchAccount when there is none
	 */
	@Transactional
	public boolean removeAll(AccountId accountId, AccountId by) throws NoSuchAccount {
		this.accounts.hold(accountId);
		if (!this.secondFactors.existFor(accountId)) {
			return false;
		}
		this.sessions.endAll(accountId, EndReason.SECOND_FACTORS_REMOVED);
		this.secondFactors.removeAddedAfter(accountId, Instant.EPOCH);
		this.events.publishEvent(new SecondFactorsRemoved(accountId, by));
		return true;
	}

}
