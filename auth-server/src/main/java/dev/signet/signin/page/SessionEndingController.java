package dev.signet.signin.page;

import java.time.Clock;
import dev.signet.account.SignedInAccount;
import dev.signet.session.SessionCookie;
import dev.signet.session.SessionTimes;
import dev.signet.session.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * What the script of a page asks that was left open: how long the session still lasts,
 * which another tab may have changed, and to make it last.
 */
@Controller
class SessionEndingController {

	private final Sessions sessions;

	private final SessionCookie cookie;

	private final Clock clock;

	SessionEndingController(Sessions sessions, SessionCookie cookie, Clock clock) {
		this.sessions = sessions;
		this.cookie = cookie;
		this.clock = clock;
	}

	/** Asks without using the session: nobody need be there. */
	@GetMapping(path = "/signin/session", produces = MediaType.APPLICATION_JSON_VALUE)
	@ResponseBody
	Answer left(HttpServletRequest request, CsrfToken token) {
		return this.cookie.read(request)
			.flatMap(this.sessions::times)
			.map((times) -> new Answer(SessionEnding.seconds(times, this.clock.instant()), times.last(),
					token.getToken()))
			.orElse(Answer.OVER);
	}

	/** Somebody is there: knowing who they are counts as use. */
	@PostMapping(path = "/signin/session", produces = MediaType.APPLICATION_JSON_VALUE)
	@ResponseBody
	Answer stay(@AuthenticationPrincipal @Nullable SignedInAccount person, HttpServletRequest request,
			CsrfToken token) {
		return (person != null) ? left(request, token) : Answer.OVER;
	}

	/**
	 * What the script reads.
	 *
	 * @param seconds how long the session lasts unless it is used, 0 when it is over
	 * @param last whether using it makes that no longer
	 * @param token lets the script say that somebody is there
	 */
	record Answer(long seconds, boolean last, String token) {

		static final Answer OVER = new Answer(0, true, "");

	}

}
