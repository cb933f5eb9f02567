package dev.signet.registration;

import java.util.Optional;
import java.util.UUID;

import dev.signet.account.EmailAddress;
import dev.signet.registration.PendingSignUps.Begun;
import dev.signet.session.BrowserKey;
import dev.signet.signin.journey.PendingRequest;
import dev.signet.web.ReopenedForm;
import dev.signet.web.RetryLater;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

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
 * Where somebody who awaits a code at a wrong address gives another one. Name and
 * password stay as they were, so nothing is typed twice.
 */
@Controller
class SignUpAddressController {

	private static final String PAGE = "registration/address";

	private final RegistrationJourney journey;

	private final PendingSignUps pending;

	private final Invitations invitations;

	private final SignUpRules rules;

	private final BrowserKey browserKey;

	SignUpAddressController(RegistrationJourney journey, PendingSignUps pending, Invitations invitations,
			SignUpRules rules, BrowserKey browserKey) {
		this.journey = journey;
		this.pending = pending;
		this.invitations = invitations;
		this.rules = rules;
		this.browserKey = browserKey;
	}

	@ModelAttribute
	void open(HttpServletRequest request, HttpServletResponse response, Model model) {
		this.journey.open(request, response, model);
	}

	@GetMapping("/register/confirm/address")
	String page(@RequestParam(name = "sign_up") UUID id, @ModelAttribute("form") AddressForm form,
			HttpServletRequest request, HttpServletResponse response, Model model) {
		Optional<Begun> begun = this.pending.awaited(id, this.browserKey.digestOrNone(request));
		if (!ReopenedForm.is(request)) {
			begun.map(Begun::address).map(EmailAddress::value).ifPresent(form::setEmail);
		}
		return show(id, begun, response, model);
	}

	@PostMapping("/register/confirm/address")
	String change(@RequestParam(name = "sign_up") UUID id, @Valid @ModelAttribute("form") AddressForm form,
			BindingResult errors, HttpServletRequest request, HttpServletResponse response, Model model,
			RedirectAttributes redirect) {
		Optional<UUID> waiting = this.journey.begin(request, response).map(PendingRequest::id);
		Optional<Begun> begun = this.pending.awaited(id, this.browserKey.digestOrNone(request));
		begun.ifPresent((found) -> check(form, found, errors));
		if (begun.isEmpty() || errors.hasErrors()) {
			return show(id, begun, response, model);
		}
		try {
			this.pending.sendAgain(id, this.browserKey.digestOrNone(request), new EmailAddress(form.getEmail()),
					request.getRemoteAddr(), waiting.orElse(null));
		}
		catch (TooManySignUps ex) {
			errors.rejectValue("email", ex.messageKey(), new Object[] { RetryLater.minutes(ex.retryAfter()) }, null);
			RetryLater.say(response, HttpStatus.TOO_MANY_REQUESTS, ex.retryAfter());
			return show(id, begun, response, model);
		}
		redirect.addFlashAttribute("notice", "registration.confirm.sent-again");
		return this.journey.toConfirmation(id, waiting, request, redirect);
	}

	private void check(AddressForm form, Begun begun, BindingResult errors) {
		if (!errors.hasErrors() && EmailAddress.parse(form.getEmail()).isEmpty()) {
			errors.rejectValue("email", "account.email.form");
		}
		this.rules.checkAddress(form.getEmail(), invitation(begun), errors);
	}

	private @Nullable Invitation invitation(Begun begun) {
		return Optional.ofNullable(begun.invitation()).flatMap(this.invitations::find).orElse(null);
	}

	private String show(UUID id, Optional<Begun> begun, HttpServletResponse response, Model model) {
		if (begun.isEmpty()) {
			response.setStatus(HttpStatus.GONE.value());
			model.addAttribute("problem", "registration.confirm.gone");
			return "registration/confirm";
		}
		this.journey.showSignUp(id, "/register/confirm/address", model);
		this.rules.showAddresses(invitation(begun.get()), model);
		return PAGE;
	}

}
