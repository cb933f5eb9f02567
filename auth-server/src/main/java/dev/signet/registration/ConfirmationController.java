package dev.signet.registration;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.Account;
import dev.signet.account.EmailAddressTaken;
import dev.signet.account.Factor;
import dev.signet.account.UsernameTaken;
import dev.signet.session.BrowserKey;
import dev.signet.signin.SignInCompletion;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Where somebody who signs up enters the code from their mail. It looks the same when
 * there will never be a right one, because the address has an account.
 */
@Controller
class ConfirmationController {

	private static final String PAGE = "registration/confirm";

	private final RegistrationJourney journey;

	private final PendingSignUps pending;

	private final SignInCompletion completion;

	private final BrowserKey browserKey;

	private final Clock clock;

	ConfirmationController(RegistrationJourney journey, PendingSignUps pending, SignInCompletion completion,
			BrowserKey browserKey, Clock clock) {
		this.journey = journey;
		this.pending = pending;
		this.completion = completion;
		this.browserKey = browserKey;
		this.clock = clock;
	}

	@ModelAttribute
	void open(HttpServletRequest request, HttpServletResponse response, Model model) {
		this.journey.open(request, response, model);
	}

	@GetMapping("/register/confirm")
	String page(@RequestParam(name = "sign_up") UUID id, HttpServletRequest request, HttpServletResponse response,
			Model model) {
		return show(id, browser(request), response, model);
	}

	@PostMapping("/register/confirm")
	String confirm(@RequestParam(name = "sign_up") UUID id, @RequestParam(defaultValue = "") String code,
			HttpServletRequest request, HttpServletResponse response, Model model, RedirectAttributes redirect) {
		this.journey.begin(request, response);
		byte[] browser = browser(request);
		Optional<Account> account = Optional.empty();
		try {
			if (this.pending.tryCode(id, browser)) {
				account = this.pending.finish(id, browser, code);
			}
		}
		catch (UsernameTaken | EmailAddressTaken ex) {
			model.addAttribute("problem", "registration.confirm.taken");
			return PAGE;
		}
		if (account.isEmpty()) {
			model.addAttribute("wrong", true);
			return show(id, browser, response, model);
		}
		String view = this.completion.complete(account.get().id(),
				new Factor(Factor.Method.PASSWORD, this.clock.instant()), false, request, response);
		if (view.equals(SignInCompletion.ACCOUNT)) {
			redirect.addFlashAttribute("notice", "registration.notice.registered");
		}
		return view;
	}

	private String show(UUID id, byte[] browser, HttpServletResponse response, Model model) {
		if (this.pending.awaited(id, browser)) {
			model.addAttribute("signUp", id);
		}
		else {
			response.setStatus(HttpStatus.GONE.value());
			model.addAttribute("problem", "registration.confirm.gone");
		}
		return PAGE;
	}

	/** A browser that never was here has no key, and nothing is awaited in it. */
	private byte[] browser(HttpServletRequest request) {
		return this.browserKey.digest(request).orElse(new byte[0]);
	}

}
