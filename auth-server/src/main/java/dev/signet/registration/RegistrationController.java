package dev.signet.registration;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.signet.account.Factor;
import dev.signet.account.Roles;
import dev.signet.account.Username;
import dev.signet.session.BrowserKey;
import dev.signet.signin.PendingRequest;
import dev.signet.signin.SignInCompletion;
import dev.signet.signin.WayBack;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Open registration. Somebody who came from an app goes on to it afterwards: the pending
 * request is handed on as it came.
 */
@Controller
class RegistrationController {

	private static final String PAGE = "registration/register";

	private static final Set<String> ROLES = Set.of(Roles.USER);

	private final RegistrationJourney journey;

	private final SignUpConfirmation confirmation;

	private final PersonSubmission submission;

	private final SignUp signUp;

	private final PendingSignUps pending;

	private final SignInCompletion completion;

	private final BrowserKey browserKey;

	private final Clock clock;

	RegistrationController(RegistrationJourney journey, SignUpConfirmation confirmation, PersonSubmission submission,
			SignUp signUp, PendingSignUps pending, SignInCompletion completion, BrowserKey browserKey, Clock clock) {
		this.journey = journey;
		this.confirmation = confirmation;
		this.submission = submission;
		this.signUp = signUp;
		this.pending = pending;
		this.completion = completion;
		this.browserKey = browserKey;
		this.clock = clock;
	}

	@ModelAttribute
	void open(HttpServletRequest request, HttpServletResponse response, Model model) {
		this.journey.open(request, response, model);
		model.addAttribute("minLength", this.submission.minLength(ROLES));
	}

	@GetMapping("/register")
	String page(Model model) {
		model.addAttribute("form", new PersonForm());
		return PAGE;
	}

	@PostMapping("/register")
	String register(@Valid @ModelAttribute("form") PersonForm form, BindingResult errors, HttpServletRequest request,
			HttpServletResponse response, RedirectAttributes redirect) {
		Optional<PendingRequest> waiting = this.journey.begin(request, response);
		if (Username.parse(form.getUsername()).filter(Username::reserved).isPresent()) {
			errors.rejectValue("username", "account.username.reserved");
		}
		if (this.confirmation.required()) {
			return askForCode(form, errors, request, response, redirect, waiting.map(PendingRequest::id).orElse(null));
		}
		String view = this.submission
			.submit(form, ROLES, errors, response,
					(person, password) -> this.signUp.signUp(person.holding(Roles.USER), password))
			.map((account) -> this.completion.complete(account.id(),
					new Factor(Factor.Method.PASSWORD, this.clock.instant()), false, request, response))
			.orElse(PAGE);
		if (view.equals(SignInCompletion.ACCOUNT)) {
			redirect.addFlashAttribute("notice", "registration.notice.registered");
		}
		return view;
	}

	private String askForCode(PersonForm form, BindingResult errors, HttpServletRequest request,
			HttpServletResponse response, RedirectAttributes redirect, @Nullable UUID waiting) {
		byte[] browser = this.browserKey.digestOrCreate(request, response);
		Optional<UUID> begun = this.submission.submit(form, ROLES, errors, response,
				(person, password) -> this.pending.begin(person, password, browser, request.getRemoteAddr(), waiting));
		if (begun.isEmpty()) {
			return PAGE;
		}
		redirect.addAttribute("sign_up", begun.get());
		if (waiting != null) {
			redirect.addAttribute("request", waiting);
		}
		WayBack.page(request).ifPresent((next) -> redirect.addAttribute("next", next));
		return "redirect:/register/confirm";
	}

}
