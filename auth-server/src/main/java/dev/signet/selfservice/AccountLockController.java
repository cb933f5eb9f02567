package dev.signet.selfservice;

import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.account.SignedInAccount;
import dev.signet.recovery.AccountLocking;
import dev.signet.session.SessionCookie;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Where a person locks their account because somebody else is in it. A session is enough
 * for that, however old: an owner in a hurry is not asked for a password, and a thief who
 * does it shuts out themselves, while the owner comes back by mail. That needs a proved
 * address, so without one nobody can lock.
 */
@Controller
class AccountLockController {

	private static final String PAGE = "selfservice/lock";

	private final Accounts accounts;

	private final AccountLocking locking;

	private final SessionCookie cookie;

	AccountLockController(Accounts accounts, AccountLocking locking, SessionCookie cookie) {
		this.accounts = accounts;
		this.locking = locking;
		this.cookie = cookie;
	}

	@GetMapping("/account/security/lock")
	String page(@AuthenticationPrincipal SignedInAccount person, Model model) {
		return show(account(person), "", model);
	}

	@PostMapping("/account/security/lock")
	String lock(@AuthenticationPrincipal SignedInAccount person, @RequestParam(defaultValue = "") String username,
			HttpServletResponse response, Model model, RedirectAttributes redirect) {
		Account account = account(person);
		if (!this.locking.possible(account)) {
			return show(account, username, model);
		}
		if (!account.username().equalsIgnoreCase(username.strip())) {
			model.addAttribute("wrong", true);
			return show(account, username, model);
		}
		this.locking.lock(person);
		this.cookie.clear(response);
		redirect.addFlashAttribute("notice", "recovery.lock.done");
		return "redirect:/recover";
	}

	private Account account(SignedInAccount person) {
		return this.accounts.find(person.accountId()).orElseThrow();
	}

	private String show(Account account, String typed, Model model) {
		model.addAttribute("possible", this.locking.possible(account));
		model.addAttribute("unconfirmed", !account.emailVerified());
		model.addAttribute("reopening", this.locking.reopening(account.id()));
		model.addAttribute("username", account.username());
		model.addAttribute("typed", typed);
		return PAGE;
	}

}
