package dev.signet.selfservice;

import java.time.Clock;
import java.util.List;

import dev.signet.account.Factor;
import dev.signet.account.SignedInAccount;
import dev.signet.credential.PasswordHash;
import dev.signet.credential.Passwords;
import dev.signet.session.EndReason;
import dev.signet.session.NewSession;
import dev.signet.session.SessionHold;
import dev.signet.session.Sessions;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Replaces a password and ends all that was open under the old one, in one transaction.
 * Only the session in which it happens goes on, under a new cookie. Sets a first one too.
 */
@Component
class PasswordChange {

	private final SessionHold sessionHold;

	private final Sessions sessions;

	private final Passwords passwords;

	private final Clock clock;

	PasswordChange(SessionHold sessionHold, Sessions sessions, Passwords passwords, Clock clock) {
		this.sessionHold = sessionHold;
		this.sessions = sessions;
		this.passwords = passwords;
		this.clock = clock;
	}

	/**
	 * Changes it.
	 * @param hash the new password, hashed before, so that no connection is held
	 * meanwhile
	 * @return the session in its new form
	 * @throws dev.signet.session.NoSuchSession when it has ended meanwhile; then nothing
	 * was changed
	 */
	@Transactional
	NewSession change(SignedInAccount person, PasswordHash hash) {
		this.sessionHold.hold(person);
		this.sessions.endOthers(person.accountId(), person.sessionId(), EndReason.PASSWORD_CHANGED);
		NewSession session = this.sessions.renew(person.sessionId(),
				List.of(new Factor(Factor.Method.PASSWORD, this.clock.instant())));
		this.passwords.change(person.accountId(), hash);
		return session;
	}

	/**
	 * Sets the first one. Nothing was open under another, so nothing ends.
	 * @return false when there is one by now
	 * @throws dev.signet.session.NoSuchSession when the session is over
	 */
	@Transactional
	boolean first(SignedInAccount person, PasswordHash hash) {
		this.sessionHold.hold(person);
		return this.passwords.add(person.accountId(), hash);
	}

}
