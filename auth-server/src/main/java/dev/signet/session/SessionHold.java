package dev.signet.session;

import java.time.Clock;

import dev.signet.account.Accounts;
import dev.signet.account.NoSuchAccount;
import dev.signet.account.SignedInAccount;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps an account and the session of who is about to add a way into it. Whoever ends all
 * that opens an account holds it too; so what is being added then is either there already
 * and ends with the rest, or is not added any more.
 */
@Component
public class SessionHold {

	private final Accounts accounts;

	private final PostgresSessions rows;

	private final Clock clock;

	SessionHold(Accounts accounts, PostgresSessions rows, Clock clock) {
		this.accounts = accounts;
		this.rows = rows;
		this.clock = clock;
	}

	/**
	 * Keeps others from both until the transaction ends.
	 * @throws NoSuchSession when the session has ended since the request came, with the
	 * account or alone
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void hold(SignedInAccount person) throws NoSuchSession {
		try {
			this.accounts.hold(person.accountId());
		}
		catch (NoSuchAccount ex) {
			throw new NoSuchSession(person.sessionId());
		}
		this.rows.lock(person.sessionId(), this.clock.instant())
			.orElseThrow(() -> new NoSuchSession(person.sessionId()));
	}

}
