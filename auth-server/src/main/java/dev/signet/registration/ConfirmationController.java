package dev.signet.registration;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.Account;
import dev.signet.account.EmailAddressTaken;
import dev.signet.account.UsernameTaken;
import dev.signet.session.BrowserKey;
import dev.signet.signin.journey.PendingRequest;
import dev.signet.web.RetryLater;
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
 * Where somebody who signs up enters the code from their mail, or has it sent again. It
 * looks the same when there will never be a right one, because the address has an
 * account.
 */
@Controller
class ConfirmationController {

	private static final String PAGE = "registration/confirm";

	private final RegistrationJourney journey;

	private final PendingSignUps pending;

	private final SignUpEnd end;

	private final BrowserKey browserKey;

	ConfirmationController(RegistrationJourney journey, PendingSignUps pending, SignUpEnd end, BrowserKey browserKey) {
		this.journey = journey;
		this.pending = pending;
		this.end = end;
		this.browserKey = browserKey;
	}

	@ModelAttribute
	void open(HttpServletRequest request, HttpServletResponse response, Model model) {
		this.journey.open(request, response, model);
	}

	@GetMapping("/register/confirm")
	String page(@RequestParam(name = "sign_up") UUID id, HttpServletRequest request, HttpServletResponse response,
			Model model) {
		return show(id, request, response, model);
	}

	@PostMapping("/register/confirm")
	String confirm(@RequestParam(name = "sign_up") UUID id, @RequestParam(defaultValue = "") String code,
			HttpServletRequest request, HttpServletResponse response, Model model, RedirectAttributes redirect) {
		this.journey.begin(request, response);
		byte[] browser = this.browserKey.digestOrNone(request);
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
		catch (InvitationGone ex) {
			response.setStatus(HttpStatus.GONE.value());
			model.addAttribute("problem", "registration.confirm.uninvited");
			return PAGE;
		}
		if (account.isEmpty()) {
			model.addAttribute("wrong", true);
			return show(id, request, response, model);
		}
		return this.end.next(account.get(), request, response, redirect);
	}

	@PostMapping("/register/confirm/again")
	String again(@RequestParam(name = "sign_up") UUID id, HttpServletRequest request, HttpServletResponse response,
			Model model, RedirectAttributes redirect) {
		Optional<UUID> waiting = this.journey.begin(request, response).map(PendingRequest::id);
		byte[] browser = this.browserKey.digestOrNone(request);
		try {
			this.pending.awaited(id, browser)
				.ifPresent((begun) -> this.pending.sendAgain(id, browser, begun.address(), request.getRemoteAddr(),
						waiting.orElse(null)));
		}
		catch (TooManySignUps ex) {
			return tooMany(id, ex.retryAfter(), request, response, model);
		}
		redirect.addFlashAttribute("notice", "registration.confirm.sent-again");
		return this.journey.toConfirmation(id, waiting, request, redirect);
	}

	private String tooMany(UUID id, Duration wait, HttpServletRequest request, HttpServletResponse response,
			Model model) {
		RetryLater.say(response, HttpStatus.TOO_MANY_REQUESTS, wait);
		model.addAttribute("minutes", RetryLater.minutes(wait));
		return show(id, request, response, model);
	}

	private String show(UUID id, HttpServletRequest request, HttpServletResponse response, Model model) {
		if (this.pending.awaited(id, this.browserKey.digestOrNone(request)).isPresent()) {
			this.journey.showSignUp(id, "/register/confirm", model);
		}
		else {
			response.setStatus(HttpStatus.GONE.value());
			model.addAttribute("problem", "registration.confirm.gone");
		}
		return PAGE;
	}

}
