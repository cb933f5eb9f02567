package dev.signet.selfservice;

import java.time.Clock;
import java.time.Instant;

import dev.signet.account.AccountDeletion;
import dev.signet.account.LastAdministrator;
import dev.signet.account.SignedInAccount;
import dev.signet.session.SessionCookie;
import dev.signet.signin.recent.RecentSignIn;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Where a person has their account deleted. It says what will happen, and asks for the
 * username, so that nobody does it by one click.
 */
@Controller
@RecentSignIn
class DeleteController {

	private static final String PAGE = "selfservice/delete";

	private final AccountDeletion deletion;

	private final SessionCookie cookie;

	private final Clock clock;

	DeleteController(AccountDeletion deletion, SessionCookie cookie, Clock clock) {
		this.deletion = deletion;
		this.cookie = cookie;
		this.clock = clock;
	}

	@ModelAttribute("username")
	String username(@AuthenticationPrincipal SignedInAccount person) {
		return person.username();
	}

	/** When the account would be gone. */
	@ModelAttribute("date")
	Instant date() {
		return this.clock.instant().plus(this.deletion.grace());
	}

	@ModelAttribute("atOnce")
	boolean atOnce() {
		return this.deletion.grace().isZero();
	}

	@GetMapping("/account/delete")
	String page(@ModelAttribute("form") DeleteForm form) {
		return PAGE;
	}

	/** The person is signed out by it, so the answer is no page of the account. */
	@PostMapping("/account/delete")
	String delete(@AuthenticationPrincipal SignedInAccount person, @ModelAttribute("form") DeleteForm form,
			BindingResult errors, HttpServletResponse response, Model model) {
		if (!form.confirms(person.username())) {
			errors.rejectValue("confirmation",
					form.getConfirmation().isBlank() ? "selfservice.delete.missing" : "selfservice.delete.wrong");
			return PAGE;
		}
		try {
			return this.deletion.ask(person.accountId())
				.map((date) -> asked(date, response, model))
				.orElse("redirect:/signin");
		}
		catch (LastAdministrator ex) {
			response.setStatus(HttpStatus.CONFLICT.value());
			model.addAttribute("last", true);
			return PAGE;
		}
	}

	private String asked(Instant date, HttpServletResponse response, Model model) {
		this.cookie.clear(response);
		model.addAttribute("date", date);
		return "selfservice/deletion-asked";
	}

}
