package dev.signet.signin.page;

import java.util.Optional;

import dev.signet.account.SignedInAccount;
import dev.signet.signin.journey.Journey;
import dev.signet.signin.step.TermsOfService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Asks a person to accept the terms, when there are some that they have not accepted yet.
 * Nobody is signed in to an app before. The pages of their own stay open to them, so that
 * who does not accept can take what is theirs and leave.
 */
@Controller
class TermsController {

	private final Optional<TermsOfService> terms;

	private final Journey journey;

	TermsController(Optional<TermsOfService> terms, Journey journey) {
		this.terms = terms;
		this.journey = journey;
	}

	@ModelAttribute
	void open(HttpServletRequest request, HttpServletResponse response, Model model) {
		this.journey.carryOn(request, response, model);
	}

	@GetMapping(TermsOfService.PAGE)
	String page(@AuthenticationPrincipal SignedInAccount current, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		return toAccept(current).map((open) -> ask(open, current, model)).orElseGet(() -> goOn(request, response));
	}

	/**
	 * Takes the answer. The button names the version that the page showed: nobody accepts
	 * another one.
	 */
	@PostMapping(TermsOfService.PAGE)
	String accept(@RequestParam(defaultValue = "") String accepted, @AuthenticationPrincipal SignedInAccount current,
			HttpServletRequest request, HttpServletResponse response, Model model) {
		Optional<TermsOfService.Version> open = toAccept(current);
		if (open.isPresent() && !open.get().name().equals(accepted)) {
			return ask(open.get(), current, model);
		}
		open.ifPresent((version) -> this.terms.orElseThrow().accept(current.accountId(), version));
		return goOn(request, response);
	}

	private Optional<TermsOfService.Version> toAccept(SignedInAccount current) {
		return this.terms.flatMap((known) -> known.toAccept(current.accountId()));
	}

	private static String ask(TermsOfService.Version open, SignedInAccount current, Model model) {
		model.addAttribute("terms", open);
		model.addAttribute("account", current.username());
		return "signin/terms";
	}

	private String goOn(HttpServletRequest request, HttpServletResponse response) {
		return "redirect:" + this.journey.onwards(request, response);
	}

}
