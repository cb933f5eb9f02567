package dev.signet.selfservice;

import dev.signet.account.Accounts;
import dev.signet.account.SignedInAccount;
import dev.signet.session.Sessions;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The page a person lands on who came from no app: who they are, and the way to all else.
 */
@Controller
class HomeController {

	private final Accounts accounts;

	private final Sessions sessions;

	private final AppAccess appAccess;

	HomeController(Accounts accounts, Sessions sessions, AppAccess appAccess) {
		this.accounts = accounts;
		this.sessions = sessions;
		this.appAccess = appAccess;
	}

	@GetMapping("/")
	String root() {
		return "redirect:/account";
	}

	@GetMapping("/account")
	String home(@AuthenticationPrincipal SignedInAccount person, Model model) {
		model.addAttribute("account", AccountView.of(this.accounts.find(person.accountId()).orElseThrow()));
		model.addAttribute("sessions", this.sessions.of(person.accountId()).size());
		model.addAttribute("apps", this.appAccess.of(person.accountId()).size());
		return "selfservice/home";
	}

}
