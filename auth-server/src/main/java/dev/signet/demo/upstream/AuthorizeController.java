package dev.signet.demo.upstream;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.signet.demo.upstream.AuthorizeRequest.Problem;
import dev.signet.web.PageHeaders;
import dev.signet.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * Where the real ones ask somebody to sign in: here they choose who they are, or say no.
 * Nobody stays signed in at a stand-in, so each visit asks.
 */
@Controller
@Profile("demo")
@RequestMapping(Addresses.ROOT)
class AuthorizeController {

	/**
	 * Where a visit leads at last is an app, after redirects that browsers hold the
	 * policy of this page against.
	 */
	private static final String ANYWHERE = "http: https:";

	private final Addresses addresses;

	private final Faults faults;

	private final Visits visits;

	private final Answers answers;

	private final Clock clock;

	AuthorizeController(Addresses addresses, Faults faults, Visits visits, Answers answers, Clock clock) {
		this.addresses = addresses;
		this.faults = faults;
		this.visits = visits;
		this.answers = answers;
		this.clock = clock;
	}

	@GetMapping("/google/o/oauth2/v2/auth")
	@Nullable ModelAndView google(HttpServletRequest request, HttpServletResponse response) {
		return ask(StandIn.GOOGLE, request, response);
	}

	@GetMapping("/github/login/oauth/authorize")
	@Nullable ModelAndView gitHub(HttpServletRequest request, HttpServletResponse response) {
		return ask(StandIn.GITHUB, request, response);
	}

	@GetMapping("/microsoft/{tenant}/oauth2/v2.0/authorize")
	@Nullable ModelAndView microsoft(HttpServletRequest request, HttpServletResponse response) {
		return ask(StandIn.MICROSOFT, request, response);
	}

	@GetMapping({ "/facebook/dialog/oauth", "/facebook/{version}/dialog/oauth" })
	@Nullable ModelAndView facebook(HttpServletRequest request, HttpServletResponse response) {
		return ask(StandIn.FACEBOOK, request, response);
	}

	@GetMapping("/apple/auth/authorize")
	@Nullable ModelAndView apple(HttpServletRequest request, HttpServletResponse response) {
		return ask(StandIn.APPLE, request, response);
	}

	/** One of those who can be chosen. */
	@PostMapping(path = "/{path}/answer", params = "person")
	@Nullable ModelAndView choose(@PathVariable String path, @RequestParam String person,
			@RequestParam(defaultValue = "false") boolean hidden, HttpServletRequest request,
			HttpServletResponse response) {
		AuthorizeRequest asked = asked(path, request);
		Optional<Person> chosen = Person.find(asked.standIn(), person);
		return chosen.isEmpty() ? page(asked, new SomebodyForm(), response)
				: allow(asked, chosen.get(), hidden, response);
	}

	/** Somebody who is typed. */
	@PostMapping(path = "/{path}/answer", params = "name")
	@Nullable ModelAndView type(@PathVariable String path, @Valid @ModelAttribute("form") SomebodyForm form, BindingResult errors,
			@RequestParam(defaultValue = "false") boolean hidden, HttpServletRequest request,
			HttpServletResponse response) {
		AuthorizeRequest asked = asked(path, request);
		if (form.getAddress().isBlank() && asked.standIn() != StandIn.FACEBOOK) {
			errors.rejectValue("address", "demo.upstream.address.missing");
		}
		return errors.hasErrors() ? page(asked, form, response)
				: allow(asked, Person.typed(form.getName(), form.getAddress()), hidden, response);
	}

	@PostMapping(path = "/{path}/answer", params = "cancel")
	@Nullable ModelAndView cancel(@PathVariable String path, HttpServletRequest request, HttpServletResponse response) {
		AuthorizeRequest asked = asked(path, request);
		return refusal(asked, response).orElseGet(() -> send(asked, this.answers.cancelled(asked), response));
	}

	private static AuthorizeRequest asked(String path, HttpServletRequest request) {
		StandIn standIn = StandIn.at(path).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
		return AuthorizeRequest.of(standIn, request);
	}

	private @Nullable ModelAndView ask(StandIn standIn, HttpServletRequest request, HttpServletResponse response) {
		AuthorizeRequest asked = AuthorizeRequest.of(standIn, request);
		SomebodyForm form = new SomebodyForm();
		form.setAddress(request.getParameter("login_hint"));
		if (this.faults.on(standIn, Fault.CANCELS) && asked.problem(this.addresses).isEmpty()) {
			return send(asked, this.answers.cancelled(asked), response);
		}
		return page(asked, form, response);
	}

	private @Nullable ModelAndView allow(AuthorizeRequest asked, Person person, boolean hidden,
			HttpServletResponse response) {
		Optional<ModelAndView> refusal = refusal(asked, response);
		if (refusal.isPresent()) {
			return refusal.get();
		}
		boolean relay = hidden && asked.standIn() == StandIn.APPLE;
		Visit visit = new Visit(UUID.randomUUID(), asked, person, relay, this.clock.instant());
		return send(asked, this.answers.allowed(visit, this.visits.code(visit)), response);
	}

	private ModelAndView page(AuthorizeRequest asked, SomebodyForm form, HttpServletResponse response) {
		return refusal(asked, response).orElseGet(() -> {
			PageHeaders.allowForms(response, ANYWHERE);
			Map<String, Object> model = model(asked);
			model.put("people", Person.at(asked.standIn()));
			model.put("hideable", asked.standIn() == StandIn.APPLE);
			model.put("addressNeeded", asked.standIn() != StandIn.FACEBOOK);
			model.put("form", form);
			return new ModelAndView("demo/upstream/choose", model);
		});
	}

	private Optional<ModelAndView> refusal(AuthorizeRequest asked, HttpServletResponse response) {
		Optional<Problem> problem = asked.problem(this.addresses);
		return problem.map((found) -> {
			Map<String, Object> model = model(asked);
			model.put("problem", found.key());
			return new ModelAndView("demo/upstream/refused", model, HttpStatus.BAD_REQUEST);
		});
	}

	/** By a redirect, or by a form that posts itself (Form Post Response Mode §2). */
	private @Nullable ModelAndView send(AuthorizeRequest asked, Map<String, String> answer,
			HttpServletResponse response) {
		if (!asked.formPost()) {
			SeeOther.send(response, this.answers.address(asked, answer));
			return null;
		}
		PageHeaders.allowForms(response, ANYWHERE);
		Map<String, Object> model = model(asked);
		model.put("address", asked.redirectUri());
		model.put("fields", answer);
		return new ModelAndView("demo/upstream/form-post", model);
	}

	private static Map<String, Object> model(AuthorizeRequest asked) {
		Map<String, Object> model = new LinkedHashMap<>();
		model.put("standIn", asked.standIn());
		model.put("parameters", asked.parameters());
		return model;
	}

}
