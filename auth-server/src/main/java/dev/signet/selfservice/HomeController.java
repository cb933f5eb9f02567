package dev.signet.selfservice;

import dev.signet.account.Account;
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

	private final OpenPoints openPoints;

	HomeController(Accounts accounts, Sessions sessions, AppAccess appAccess, OpenPoints openPoints) {
		this.accounts = accounts;
		this.sessions = sessions;
		this.appAccess = appAccess;
		this.openPoints = openPoints;
	}

	@GetMapping("/")
	String root() {
		return "redirect:/account";
	}

	@GetMapping("/account")
	String home(@AuthenticationPrincipal SignedInAccount person, Model model) {
		Account account = this.accounts.find(person.accountId()).orElseThrow();
		int sessions = this.sessions.of(person.accountId()).size();
		model.addAttribute("account", AccountView.of(account));
		model.addAttribute("open", this.openPoints.of(account, sessions));
		model.addAttribute("sessions", sessions);
		model.addAttribute("apps", this.appAccess.of(person.accountId()).size());
		return "selfservice/home";
	}

}
