package dev.signet.selfservice;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.signet.account.Accounts;
import dev.signet.account.SignedInAccount;
import dev.signet.credential.HashingBusy;
import dev.signet.credential.PasswordKeeper;
import dev.signet.credential.PasswordOwner;
import dev.signet.credential.PasswordRules;
import dev.signet.credential.Passwords;
import dev.signet.proof.Asker;
import dev.signet.proof.Asking;
import dev.signet.proof.Asks;
import dev.signet.session.SessionCookie;
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
 * Where a person changes their password. It asks for the old one: an open browser is not
 * enough. Who has none sets the first one elsewhere; whose password is kept elsewhere
 * reads where.
 */
@Controller
@RecentSignIn
class PasswordController {

	private static final String PAGE = "selfservice/password";

	private final Accounts accounts;

	private final PasswordRules rules;

	private final Passwords passwords;

	private final PasswordChange change;

	private final Optional<PasswordKeeper> elsewhere;

	private final Asks asks;

	private final SessionCookie cookie;

	PasswordController(Accounts accounts, PasswordRules rules, Passwords passwords, PasswordChange change,
			Optional<PasswordKeeper> elsewhere, Asks asks, SessionCookie cookie) {
		this.accounts = accounts;
		this.rules = rules;
		this.passwords = passwords;
		this.change = change;
		this.elsewhere = elsewhere;
		this.asks = asks;
		this.cookie = cookie;
	}

	@ModelAttribute
	void person(@AuthenticationPrincipal SignedInAccount person, Model model) {
		model.addAttribute("username", person.username());
		model.addAttribute("minLength", owner(person).minLength());
		kept(person).ifPresent((kept) -> model.addAttribute("kept", kept));
	}

	@GetMapping("/account/password")
	String page(@AuthenticationPrincipal SignedInAccount person, @ModelAttribute("form") PasswordForm form) {
		boolean shown = this.passwords.exists(person.accountId()) || kept(person).isPresent();
		return shown ? PAGE : "redirect:" + FirstPasswordController.PATH;
	}

	@PostMapping("/account/password")
	String change(@AuthenticationPrincipal SignedInAccount person, @Valid @ModelAttribute("form") PasswordForm form,
			BindingResult errors, HttpServletResponse response, RedirectAttributes redirect) {
		PasswordForm.Typed typed = form.take();
		if (kept(person).isPresent()) {
			return PAGE;
		}
		if (!errors.hasErrors()) {
			checkNew(person, typed, errors);
		}
		try {
			if (!errors.hasErrors()) {
				checkOld(person, typed, errors, response);
			}
			if (errors.hasErrors()) {
				return PAGE;
			}
			this.cookie.write(response, this.change.change(person, this.passwords.hash(typed.newPassword())));
		}
		catch (HashingBusy ex) {
			errors.rejectValue("oldPassword", "credential.busy");
			RetryLater.say(response, HttpStatus.SERVICE_UNAVAILABLE, ex.retryAfter());
			return PAGE;
		}
		redirect.addFlashAttribute("notice", "selfservice.password.saved");
		return "redirect:/account/password";
	}

	private Optional<PasswordKeeper.Kept> kept(SignedInAccount person) {
		return this.elsewhere.flatMap((keeper) -> keeper.keeps(person.accountId()));
	}

	private void checkNew(SignedInAccount person, PasswordForm.Typed typed, BindingResult errors) {
		this.rules.check(typed.newPassword(), owner(person), errors, "newPassword");
		if (typed.same() && !errors.hasErrors()) {
			errors.rejectValue("newPassword", "selfservice.password.same");
		}
	}

	private PasswordOwner owner(SignedInAccount person) {
		return this.rules.owner(this.accounts.find(person.accountId()).orElseThrow());
	}

	/** A try is counted before it is looked at, and taken back when it was right. */
	private void checkOld(SignedInAccount person, PasswordForm.Typed typed, BindingResult errors,
			HttpServletResponse response) {
		String guesser = person.accountId().toString();
		if (!this.asks.count(Asking.PASSWORD, guesser)) {
			Duration wait = this.asks.wait(Asking.PASSWORD, guesser);
			errors.rejectValue("oldPassword", "selfservice.password.old-limited",
					new Object[] { RetryLater.minutes(wait) }, null);
			RetryLater.say(response, HttpStatus.TOO_MANY_REQUESTS, wait);
			return;
		}
		if (this.passwords.matches(person.accountId(), typed.oldPassword())) {
			this.asks.right(List.of(Asker.of(Asking.PASSWORD, guesser)));
		}
		else {
			errors.rejectValue("oldPassword", "selfservice.password.old-wrong");
		}
	}

}
