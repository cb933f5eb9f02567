package dev.signet.selfservice;

import java.util.Comparator;
import java.util.List;

import dev.signet.account.Accounts;
import dev.signet.account.SignedInAccount;
import dev.signet.session.Sessions;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The page a person lands on who came from no app.
 */
@Controller
class HomeController {

	private final Accounts accounts;

	private final Sessions sessions;

	HomeController(Accounts accounts, Sessions sessions) {
		this.accounts = accounts;
		this.sessions = sessions;
	}

	@GetMapping("/")
	String root() {
		return "redirect:/account";
	}

	@GetMapping("/account")
	String home(@AuthenticationPrincipal SignedInAccount person, Model model) {
		model.addAttribute("account", AccountView.of(this.accounts.find(person.accountId()).orElseThrow()));
		model.addAttribute("sessions", sessions(person));
		return "selfservice/home";
	}

	/** The one that looks first, then the last used. */
	private List<SessionView> sessions(SignedInAccount person) {
		return this.sessions.of(person.accountId())
			.stream()
			.map((session) -> SessionView.of(session, person.sessionId()))
			.sorted(Comparator.comparing(SessionView::current).thenComparing(SessionView::lastSeenAt).reversed())
			.toList();
	}

}
