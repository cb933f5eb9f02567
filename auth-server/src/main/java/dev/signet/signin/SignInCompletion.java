package dev.signet.signin;

import java.util.Optional;

import dev.signet.account.AccountId;
import dev.signet.account.Factor;
import dev.signet.account.SignedInAccount;
import dev.signet.session.BrowserKey;
import dev.signet.session.EndReason;
import dev.signet.session.NewSession;
import dev.signet.session.NoSuchSession;
import dev.signet.session.SessionAuthentication;
import dev.signet.session.SessionCookie;
import dev.signet.session.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * The last step of every way to sign in.
 */
@Component
public class SignInCompletion {

	/**
	 * The view of a sign-in for its own sake, with no request waiting: the account page.
	 */
	public static final String ACCOUNT = "redirect:/account";

	private final Sessions sessions;

	private final SessionCookie cookie;

	private final BrowserKey browserKey;

	private final WaitingRequest waitingRequest;

	private final ApplicationEventPublisher events;

	SignInCompletion(Sessions sessions, SessionCookie cookie, BrowserKey browserKey, WaitingRequest waitingRequest,
			ApplicationEventPublisher events) {
		this.sessions = sessions;
		this.cookie = cookie;
		this.browserKey = browserKey;
		this.waitingRequest = waitingRequest;
		this.events = events;
	}

	/**
	 * Opens a session, or renews the one of the same person, writes its cookie, and says
	 * where the browser goes next. The cookie is new in any case, so what was known of it
	 * before is worthless.
	 * @param accountId who proved who they are
	 * @param factor how and when
	 * @param remembered whether the session outlives the browser
	 * @return the name of a view
	 */
	public String complete(AccountId accountId, Factor factor, boolean remembered, HttpServletRequest request,
			HttpServletResponse response) {
		NewSession session = session(accountId, factor, remembered, request);
		this.cookie.write(response, session);
		this.events.publishEvent(new SignInSucceeded(accountId, session.sessionId(), factor.method()));
		Optional<PendingRequest> pending = this.waitingRequest.findOrRestart(request, response);
		return pending.map((waiting) -> "redirect:/signin/continue?request=" + waiting.id())
			.orElseGet(() -> WayBack.view(request));
	}

	private NewSession session(AccountId accountId, Factor factor, boolean remembered, HttpServletRequest request) {
		SignedInAccount current = current();
		if (current != null && current.accountId().equals(accountId)) {
			try {
				return this.sessions.renew(current.sessionId(), factor);
			}
			catch (NoSuchSession ex) {
				// It ended between the request and now, so the person needs a new one
				return this.sessions.open(accountId, factor, remembered, this.browserKey.device(request));
			}
		}
		if (current != null) {
			this.sessions.end(current.sessionId(), EndReason.SWITCHED_ACCOUNT);
		}
		return this.sessions.open(accountId, factor, remembered, this.browserKey.device(request));
	}

	private static @Nullable SignedInAccount current() {
		return (SecurityContextHolder.getContext().getAuthentication() instanceof SessionAuthentication session)
				? session.getPrincipal() : null;
	}

}
