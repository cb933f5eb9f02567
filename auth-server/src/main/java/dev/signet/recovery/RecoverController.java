package dev.signet.recovery;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

import dev.signet.account.Account;
import dev.signet.credential.HashingBusy;
import dev.signet.credential.PasswordHash;
import dev.signet.credential.PasswordRules;
import dev.signet.credential.Passwords;
import dev.signet.proof.Asking;
import dev.signet.proof.Asks;
import dev.signet.session.BrowserKey;
import dev.signet.session.Network;
import dev.signet.web.RetryLater;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The pages of somebody who forgot their password. What the first one answers is the same
 * whoever is asked for. Opening the link from the mail does not use it; only a new
 * password does, or the button that opens a locked account.
 */
@Controller
class RecoverController {

	private static final String ASK = "recovery/recover";

	private static final String CHOOSE = "recovery/password";

	private static final Duration BUSY = Duration.ofSeconds(5);

	private final PasswordResets resets;

	private final Asks asks;

	private final PasswordRules rules;

	private final Passwords passwords;

	private final BrowserKey browserKey;

	RecoverController(PasswordResets resets, Asks asks, PasswordRules rules, Passwords passwords,
			BrowserKey browserKey) {
		this.resets = resets;
		this.asks = asks;
		this.rules = rules;
		this.passwords = passwords;
		this.browserKey = browserKey;
	}

	@GetMapping("/recover")
	String page(@ModelAttribute("form") RecoverForm form) {
		return ASK;
	}

	@PostMapping("/recover")
	String ask(@Valid @ModelAttribute("form") RecoverForm form, BindingResult errors, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		if (errors.hasErrors()) {
			return ASK;
		}
		String network = Network.of(request.getRemoteAddr());
		if (!this.asks.count(Asking.MAIL_FROM_NETWORK, network)) {
			Duration wait = this.asks.wait(Asking.MAIL_FROM_NETWORK, network);
			RetryLater.say(response, HttpStatus.TOO_MANY_REQUESTS, wait);
			model.addAttribute("minutes", RetryLater.minutes(wait));
			return ASK;
		}
		try {
			this.resets.ask(form.getLogin(), this.browserKey.device(request));
		}
		catch (RejectedExecutionException ex) {
			RetryLater.say(response, HttpStatus.SERVICE_UNAVAILABLE, BUSY);
			errors.rejectValue("login", "recovery.busy");
			return ASK;
		}
		return "redirect:/recover/sent";
	}

	@GetMapping("/recover/sent")
	String sent(Model model) {
		model.addAttribute("page", "sent");
		return "recovery/said";
	}

	@GetMapping("/recover/password")
	String choose(@RequestParam(defaultValue = "") String token, @ModelAttribute("form") NewPasswordForm form,
			HttpServletResponse response, Model model) {
		return choose(token, this.resets.find(token).owner(), response, model);
	}

	@PostMapping("/recover/password")
	String change(@RequestParam(defaultValue = "") String token, @Valid @ModelAttribute("form") NewPasswordForm form,
			BindingResult errors, HttpServletResponse response, Model model, RedirectAttributes redirect) {
		String password = form.takePassword();
		Optional<Account> owner = this.resets.find(token).owner();
		if (owner.isEmpty()) {
			return GonePage.show(response, model);
		}
		if (!errors.hasErrors()) {
			this.rules.check(password, this.rules.owner(owner.get()), errors, "password");
		}
		Optional<PasswordHash> hash = errors.hasErrors() ? Optional.empty() : hash(password, errors, response);
		if (hash.isEmpty()) {
			return choose(token, owner, response, model);
		}
		if (!this.resets.change(token, hash.get())) {
			return GonePage.show(response, model);
		}
		redirect.addFlashAttribute("notice", "recovery.password.done");
		return "redirect:/signin";
	}

	@GetMapping("/recover/unlock")
	String unlockPage(@RequestParam(defaultValue = "") String token, HttpServletResponse response, Model model) {
		return this.resets.findLocked(token)
			.map((owner) -> QuestionPage.show("unlock", token, owner, model))
			.orElseGet(() -> GonePage.show(response, model));
	}

	@PostMapping("/recover/unlock")
	String unlock(@RequestParam(defaultValue = "") String token, HttpServletResponse response, Model model,
			RedirectAttributes redirect) {
		if (!this.resets.unlock(token)) {
			return GonePage.show(response, model);
		}
		redirect.addFlashAttribute("notice", "recovery.unlock.done");
		return "redirect:/signin";
	}

	private Optional<PasswordHash> hash(String password, BindingResult errors, HttpServletResponse response) {
		try {
			return Optional.of(this.passwords.hash(password));
		}
		catch (HashingBusy ex) {
			RetryLater.say(response, HttpStatus.SERVICE_UNAVAILABLE, ex.retryAfter());
			errors.rejectValue("password", "credential.busy");
			return Optional.empty();
		}
	}

	private String choose(String token, Optional<Account> owner, HttpServletResponse response, Model model) {
		if (owner.isEmpty()) {
			return GonePage.show(response, model);
		}
		model.addAttribute("token", token);
		model.addAttribute("username", owner.get().username());
		model.addAttribute("minLength", this.rules.owner(owner.get()).minLength());
		return CHOOSE;
	}

}
