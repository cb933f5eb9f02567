package dev.signet.selfservice;

import java.util.Optional;

import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.SignedInAccount;
import dev.signet.credential.HashingBusy;
import dev.signet.credential.PasswordKeeper;
import dev.signet.credential.PasswordOwner;
import dev.signet.credential.PasswordRules;
import dev.signet.credential.Passwords;
import dev.signet.signin.recent.RecentSignIn;
import dev.signet.web.RetryLater;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Where a person sets a password who has none, because they came by another server. There
 * is no old one to ask for; a fresh sign-in is. It is a further way in, so nothing that
 * is open ends. Nobody sets one whose password is kept elsewhere.
 */
@Controller
@RecentSignIn
class FirstPasswordController {

	static final String PATH = "/account/password/first";

	private static final String PAGE = "selfservice/first-password";

	private static final String CHANGE = "redirect:/account/password";

	private final Accounts accounts;

	private final PasswordRules rules;

	private final Passwords passwords;

	private final PasswordChange change;

	private final Optional<PasswordKeeper> elsewhere;

	FirstPasswordController(Accounts accounts, PasswordRules rules, Passwords passwords, PasswordChange change,
			Optional<PasswordKeeper> elsewhere) {
		this.accounts = accounts;
		this.rules = rules;
		this.passwords = passwords;
		this.change = change;
		this.elsewhere = elsewhere;
	}

	@ModelAttribute
	void person(@AuthenticationPrincipal SignedInAccount person, Model model) {
		model.addAttribute("username", person.username());
		model.addAttribute("minLength", owner(person).minLength());
	}

	@GetMapping(PATH)
	String page(@AuthenticationPrincipal SignedInAccount person, @ModelAttribute("form") FirstPasswordForm form) {
		return hasOne(person.accountId()) ? CHANGE : PAGE;
	}

	@PostMapping(PATH)
	String set(@AuthenticationPrincipal SignedInAccount person, @Valid @ModelAttribute("form") FirstPasswordForm form,
			BindingResult errors, HttpServletResponse response, RedirectAttributes redirect) {
		String typed = form.take();
		if (hasOne(person.accountId())) {
			return CHANGE;
		}
		if (!errors.hasErrors()) {
			this.rules.check(typed, owner(person), errors, "newPassword");
		}
		if (errors.hasErrors()) {
			return PAGE;
		}
		try {
			if (this.change.first(person, this.passwords.hash(typed))) {
				redirect.addFlashAttribute("notice", "selfservice.password.first-saved");
			}
			return CHANGE;
		}
		catch (HashingBusy ex) {
			errors.rejectValue("newPassword", "credential.busy");
			RetryLater.say(response, HttpStatus.SERVICE_UNAVAILABLE, ex.retryAfter());
			return PAGE;
		}
	}

	private boolean hasOne(AccountId accountId) {
		return this.passwords.exists(accountId)
				|| this.elsewhere.flatMap((keeper) -> keeper.keeps(accountId)).isPresent();
	}

	private PasswordOwner owner(SignedInAccount person) {
		return this.rules.owner(this.accounts.find(person.accountId()).orElseThrow());
	}

}
