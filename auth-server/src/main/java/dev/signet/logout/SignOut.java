package dev.signet.logout;

import dev.signet.account.SignedInAccount;
import dev.signet.session.EndReason;
import dev.signet.session.SessionCookie;
import dev.signet.session.Sessions;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;

/**
 * Ends sign-ins. What hung on the session ends with it, because others listen.
 */
@Component
class SignOut {

	private final Sessions sessions;

	private final SessionCookie cookie;

	SignOut(Sessions sessions, SessionCookie cookie) {
		this.sessions = sessions;
		this.cookie = cookie;
	}

	/** Ends the sign-in of this browser. */
	void here(SignedInAccount account, HttpServletResponse response) {
		this.sessions.end(account.sessionId(), EndReason.SIGNED_OUT);
		this.cookie.clear(response);
	}

	/** Ends every sign-in of the person, and every grant given. */
	void everywhere(SignedInAccount account, HttpServletResponse response) {
		this.sessions.endAll(account.accountId(), EndReason.SIGNED_OUT_EVERYWHERE);
		this.cookie.clear(response);
	}

}
