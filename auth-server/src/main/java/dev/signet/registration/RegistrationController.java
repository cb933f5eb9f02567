package dev.signet.registration;

import java.time.Clock;

import dev.signet.account.Factor;
import dev.signet.account.Roles;
import dev.signet.account.Username;
import dev.signet.signin.PendingRequest;
import dev.signet.signin.SignInCompletion;
import dev.signet.signin.WaitingRequest;
import dev.signet.signin.WayBack;
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
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Open registration. Somebody who came from an app goes on to it afterwards: the pending
 * request is handed on as it came.
 */
@Controller
class RegistrationController {

	private static final String PAGE = "registration/register";

	private final RegistrationProperties settings;

	private final PersonSubmission submission;

	private final SignUp signUp;

	private final SignInCompletion completion;

	private final WaitingRequest waitingRequest;

	private final Clock clock;

	RegistrationController(RegistrationProperties settings, PersonSubmission submission, SignUp signUp,
			SignInCompletion completion, WaitingRequest waitingRequest, Clock clock) {
		this.settings = settings;
		this.submission = submission;
		this.signUp = signUp;
		this.completion = completion;
		this.waitingRequest = waitingRequest;
		this.clock = clock;
	}

	/**
	 * What both mappings need: where to go on, and whether there is such a page at all.
	 */
	@ModelAttribute
	void open(@RequestParam(name = "request", required = false) @Nullable String pendingRequest,
			@RequestParam(required = false) @Nullable String restart, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		if (!this.settings.enabled()) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		model.addAttribute("request", pendingRequest);
		// Who was sent here at once has it not in the address
		model.addAttribute("restart",
				(restart != null) ? restart
						: this.waitingRequest.find(pendingRequest, request, response)
							.map(PendingRequest::parameters)
							.orElse(null));
	}

	@ModelAttribute("next")
	@Nullable String next(HttpServletRequest request) {
		return WayBack.page(request).orElse(null);
	}

	@GetMapping("/register")
	String page(Model model) {
		model.addAttribute("form", new PersonForm());
		return PAGE;
	}

	@PostMapping("/register")
	String register(@Valid @ModelAttribute("form") PersonForm form, BindingResult errors, HttpServletRequest request,
			HttpServletResponse response, RedirectAttributes redirect) {
		// Before anything is proved, so that it counts as proved since the request came
		this.waitingRequest.findOrRestart(request, response);
		if (Username.parse(form.getUsername()).filter(Username::reserved).isPresent()) {
			errors.rejectValue("username", "account.username.reserved");
		}
		String view = this.submission
			.submit(form, errors, response,
					(person, password) -> this.signUp.signUp(person.holding(Roles.USER), password))
			.map((account) -> this.completion.complete(account.id(),
					new Factor(Factor.Method.PASSWORD, this.clock.instant()), false, request, response))
			.orElse(PAGE);
		if (view.equals(SignInCompletion.ACCOUNT)) {
			redirect.addFlashAttribute("notice", "registration.notice.registered");
		}
		return view;
	}

}
