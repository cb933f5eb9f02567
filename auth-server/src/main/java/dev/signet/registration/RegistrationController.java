package dev.signet.registration;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.EmailAddress;
import dev.signet.proof.Asker;
import dev.signet.proof.Asking;
import dev.signet.session.BrowserKey;
import dev.signet.session.Network;
import dev.signet.signin.journey.PendingRequest;
import dev.signet.web.LanguageSwitch;
import dev.signet.web.ReopenedForm;
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
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Where people make an account by themselves, with a link of an operator or without.
 * Opening the page uses no link. Somebody who came from an app goes on to it afterwards:
 * the pending request is handed on as it came.
 */
@Controller
class RegistrationController {

	private static final String PAGE = "registration/register";

	private final RegistrationJourney journey;

	private final SignUpDoor door;

	private final SignUpRules rules;

	private final SignUpConfirmation confirmation;

	private final PersonSubmission submission;

	private final SelfRegistration registration;

	private final PendingSignUps pending;

	private final SignUpEnd end;

	private final BrowserKey browserKey;

	RegistrationController(RegistrationJourney journey, SignUpDoor door, SignUpRules rules,
			SignUpConfirmation confirmation, PersonSubmission submission, SelfRegistration registration,
			PendingSignUps pending, SignUpEnd end, BrowserKey browserKey) {
		this.journey = journey;
		this.door = door;
		this.rules = rules;
		this.confirmation = confirmation;
		this.submission = submission;
		this.registration = registration;
		this.pending = pending;
		this.end = end;
		this.browserKey = browserKey;
	}

	@ModelAttribute
	void open(HttpServletRequest request, HttpServletResponse response, Model model) {
		this.journey.open(request, response, model);
	}

	@GetMapping("/register")
	String page(@RequestParam(defaultValue = "") String invitation, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		SignUpDoor.Answer door = this.door.at(invitation);
		if (!door.welcome()) {
			return turnAway(door, HttpStatus.OK, response, model);
		}
		PersonForm form = new PersonForm();
		if (ReopenedForm.is(request)) {
			form.setUsername(ReopenedForm.typed(request, "username"));
			form.setEmail(ReopenedForm.typed(request, "email"));
			form.setAccepted(ReopenedForm.typed(request, "accepted"));
		}
		else if (door.invitation() != null && door.invitation().mailed()) {
			Optional.ofNullable(door.invitation().address()).map(EmailAddress::value).ifPresent(form::setEmail);
		}
		model.addAttribute("form", form);
		return show(door, invitation, model);
	}

	@PostMapping("/register")
	String register(@Valid @ModelAttribute("form") PersonForm form, BindingResult errors,
			@RequestParam(defaultValue = "") String invitation, HttpServletRequest request,
			HttpServletResponse response, Model model, RedirectAttributes redirect) {
		Optional<PendingRequest> waiting = this.journey.begin(request, response);
		SignUpDoor.Answer door = this.door.at(invitation);
		if (!door.welcome()) {
			form.takePassword();
			return turnAway(door, HttpStatus.FORBIDDEN, response, model);
		}
		this.rules.check(form, door.invitation(), errors);
		show(door, invitation, model);
		try {
			return needsCode(form, door.invitation())
					? askForCode(form, errors, door, request, response, redirect,
							waiting.map(PendingRequest::id).orElse(null))
					: make(form, errors, door, request, response, redirect);
		}
		catch (InvitationGone ex) {
			return turnAway(new SignUpDoor.Answer(SignUpDoor.Reason.GONE, null), HttpStatus.GONE, response, model);
		}
	}

	@GetMapping("/register/waiting")
	String waiting() {
		return "registration/waiting";
	}

	private boolean needsCode(PersonForm form, @Nullable Invitation invitation) {
		boolean proved = invitation != null
				&& EmailAddress.parse(form.getEmail()).filter(invitation::proves).isPresent();
		return this.confirmation.required() && !proved;
	}

	private String make(PersonForm form, BindingResult errors, SignUpDoor.Answer door, HttpServletRequest request,
			HttpServletResponse response, RedirectAttributes redirect) {
		return this.submission
			.submit(form, door.roles(), errors, response, (person) -> strangers(door, request),
					(person, password) -> this.registration.register(person, password, admission(door)))
			.map((account) -> this.end.next(account, request, response, redirect))
			.orElse(PAGE);
	}

	/**
	 * Without a mailed code the page tells which addresses have an account, and makes an
	 * account each time. Who was invited is no stranger.
	 */
	private static List<Asker> strangers(SignUpDoor.Answer door, HttpServletRequest request) {
		return (door.invitation() != null) ? List.of()
				: List.of(Asker.of(Asking.SIGN_UP_FROM_NETWORK, Network.of(request.getRemoteAddr())));
	}

	private String askForCode(PersonForm form, BindingResult errors, SignUpDoor.Answer door, HttpServletRequest request,
			HttpServletResponse response, RedirectAttributes redirect, @Nullable UUID waiting) {
		byte[] browser = this.browserKey.digestOrCreate(request, response);
		Optional<UUID> begun = this.submission.submit(form, door.roles(), errors, response,
				(person) -> PendingSignUps.askers(person.emailAddress(), request.getRemoteAddr()),
				(person, password) -> this.pending.begin(person, password, admission(door), browser, waiting));
		return begun.map((id) -> this.journey.toConfirmation(id, Optional.ofNullable(waiting), request, redirect))
			.orElse(PAGE);
	}

	private Admission admission(SignUpDoor.Answer door) {
		return new Admission((door.invitation() != null) ? door.invitation().id() : null, this.rules.acceptedTerms());
	}

	private String show(SignUpDoor.Answer door, String link, Model model) {
		this.rules.show(door.invitation(), model);
		model.addAttribute("minLength", this.submission.minLength(door.roles()));
		if (door.invitation() != null) {
			model.addAttribute("invitation", link);
			model.addAttribute(LanguageSwitch.HERE,
					UriComponentsBuilder.fromPath("/register")
						.queryParam("invitation", "{invitation}")
						.encode()
						.build(link));
		}
		return PAGE;
	}

	private String turnAway(SignUpDoor.Answer door, HttpStatus needed, HttpServletResponse response, Model model) {
		boolean gone = door.reason() == SignUpDoor.Reason.GONE;
		response.setStatus((gone ? HttpStatus.GONE : needed).value());
		model.addAttribute("page", gone ? "gone" : "needed");
		model.addAttribute("alone", gone && this.door.at("").welcome());
		return "registration/invitation";
	}

}
