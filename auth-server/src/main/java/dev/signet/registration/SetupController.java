package dev.signet.registration;

import java.time.Clock;
import java.util.List;
import java.util.Set;

import dev.signet.account.Factor;
import dev.signet.account.Roles;
import dev.signet.account.UsernameRules;
import dev.signet.signin.completion.SignInCompletion;
import dev.signet.web.LanguageSwitch;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The page behind the one-time link that makes the first administrator. Opening it does
 * not use the link; only a successful post does.
 */
@Controller
class SetupController {

	private static final String PAGE = "registration/setup";

	private static final Set<String> ROLES = Set.of(Roles.USER, Roles.ADMIN);

	private final AdminSetup setup;

	private final UsernameRules usernameRules;

	private final PersonSubmission submission;

	private final SignInCompletion completion;

	private final Clock clock;

	SetupController(AdminSetup setup, UsernameRules usernameRules, PersonSubmission submission,
			SignInCompletion completion, Clock clock) {
		this.setup = setup;
		this.usernameRules = usernameRules;
		this.submission = submission;
		this.completion = completion;
		this.clock = clock;
	}

	/** The token, for both mappings; without one that would do, neither goes on. */
	@ModelAttribute
	void requireOpen(@RequestParam(defaultValue = "") String token, Model model) {
		if (!this.setup.open(new SetupToken(token))) {
			throw new SetupLinkGone();
		}
		model.addAttribute("token", token);
		model.addAttribute("minLength", this.submission.minLength(ROLES));
		model.addAttribute("usernames", this.usernameRules.length());
		model.addAttribute(LanguageSwitch.HERE,
				UriComponentsBuilder.fromPath("/setup").queryParam("token", "{token}").encode().build(token));
	}

	@GetMapping("/setup")
	String page(Model model) {
		model.addAttribute("form", new PersonForm());
		return PAGE;
	}

	@PostMapping("/setup")
	String create(@Valid @ModelAttribute("form") PersonForm form, BindingResult errors, @RequestParam String token,
			HttpServletRequest request, HttpServletResponse response, RedirectAttributes redirect) {
		String view = this.submission
			.submit(form, ROLES, errors, response, (person) -> List.of(),
					(person, password) -> this.setup.finish(new SetupToken(token), person, password))
			.map((account) -> this.completion.complete(account,
					new Factor(Factor.Method.PASSWORD, this.clock.instant()), false, request, response))
			.orElse(PAGE);
		if (view.equals(SignInCompletion.ACCOUNT)) {
			redirect.addFlashAttribute("notice", "registration.notice.administrator");
		}
		return view;
	}

	@ExceptionHandler(SetupLinkGone.class)
	@ResponseStatus(HttpStatus.GONE)
	String gone() {
		return "registration/setup-gone";
	}

}
