package dev.signet.signin;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import dev.signet.account.Factor;
import dev.signet.account.SignedInAccount;
import dev.signet.client.Clients;
import dev.signet.credential.AuthenticatorSecret;
import dev.signet.web.RetryLater;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The second step of a sign-in, in one of the ways that the person has; the page leads to
 * the others. Who must have a second factor and has none sets one up here, before any
 * session opens.
 */
@Controller
class SecondStepController {

	private static final String PASSKEY_FAILED = "signin.passkey.failed";

	private final SignInAttempts attempts;

	private final SecondFactors secondFactors;

	private final BrowserPasskeys passkeys;

	private final AuthenticatorSetUp setUp;

	private final SignInCompletion completion;

	private final WaitingRequest waitingRequest;

	private final Journey journey;

	private final Clients clients;

	private final Clock clock;

	SecondStepController(SignInAttempts attempts, SecondFactors secondFactors, BrowserPasskeys passkeys,
			AuthenticatorSetUp setUp, SignInCompletion completion, WaitingRequest waitingRequest, Journey journey,
			Clients clients, Clock clock) {
		this.attempts = attempts;
		this.secondFactors = secondFactors;
		this.passkeys = passkeys;
		this.setUp = setUp;
		this.completion = completion;
		this.waitingRequest = waitingRequest;
		this.journey = journey;
		this.clients = clients;
		this.clock = clock;
	}

	@ModelAttribute("next")
	@Nullable String next(HttpServletRequest request) {
		return WayBack.page(request).orElse(null);
	}

	@GetMapping("/signin/second")
	String page(@RequestParam(defaultValue = "") String with,
			@AuthenticationPrincipal @Nullable SignedInAccount current, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		Optional<SignInAttempt> attempt = this.attempts.find(request);
		carryOn(request, response, model);
		if (attempt.isEmpty()) {
			return over(current, request, response);
		}
		List<SecondWay> ways = this.secondFactors.waysOf(attempt.get().accountId());
		if (ways.isEmpty()) {
			return offer(attempt.get(), Optional.empty(), model);
		}
		return ask(attempt.get(), SecondWay.choose(with, ways), ways, request, response, model);
	}

	/**
	 * Adds a second factor to a session that has one. Who has none yet sets one up, which
	 * wants a recent sign-in: a session left open must not be enough for that.
	 */
	@GetMapping("/signin/step-up")
	String stepUp(@AuthenticationPrincipal SignedInAccount current, HttpServletRequest request,
			HttpServletResponse response) {
		if (current.provedTwice()) {
			return "redirect:" + this.journey.onwards(request, response);
		}
		if (!this.secondFactors.existFor(current.accountId())
				&& !RecentSignInGuard.recent(current, this.clock.instant())) {
			return "redirect:" + this.journey.by("/signin?again=yes", request, response);
		}
		this.attempts.begin(current.accountId(), current.firstFactor(), current.sessionId(), false, request, response);
		return "redirect:" + this.journey.by("/signin/second", request, response);
	}

	@PostMapping("/signin/second")
	String answer(@RequestParam(defaultValue = "") String code, @RequestParam(defaultValue = "") String passkey,
			@RequestParam(required = false) @Nullable String sealed, @RequestParam(defaultValue = "") String with,
			@AuthenticationPrincipal @Nullable SignedInAccount current, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		Optional<SignInAttempt> found = this.attempts.find(request);
		carryOn(request, response, model);
		if (found.isEmpty()) {
			return over(current, request, response);
		}
		SignInAttempt attempt = found.get();
		List<SecondWay> ways = this.secondFactors.waysOf(attempt.accountId());
		if (ways.isEmpty()) {
			return setUp(attempt, code, this.setUp.secret(attempt.accountId(), sealed), current, request, response,
					model);
		}
		SecondWay way = SecondWay.choose(with, ways);
		String answer = (way == SecondWay.PASSKEY) ? passkey : code;
		if (answer.isBlank()) {
			model.addAttribute("problem", (way == SecondWay.PASSKEY) ? PASSKEY_FAILED : "signin.second.missing");
			return ask(attempt, way, ways, request, response, model);
		}
		if (!this.attempts.countTry(attempt)) {
			this.attempts.finish(attempt, response);
			return over(null, request, response);
		}
		Optional<Factor> second;
		try {
			second = this.secondFactors.prove(attempt.accountId(), way, answer, request);
		}
		catch (TooManyCodes ex) {
			RetryLater.say(response, HttpStatus.TOO_MANY_REQUESTS, ex.retryAfter());
			model.addAttribute("problem", "signin.second.limited");
			model.addAttribute("minutes", RetryLater.minutes(ex.retryAfter()));
			return ask(attempt, way, ways, request, response, model);
		}
		if (second.isEmpty()) {
			model.addAttribute("problem", (way == SecondWay.PASSKEY) ? PASSKEY_FAILED : "signin.second.wrong");
			return ask(attempt, way, ways, request, response, model);
		}
		return this.completion.complete(attempt, second.get(), request, response)
				? "redirect:" + this.completion.onwards(attempt, request, response) : over(current, request, response);
	}

	private String setUp(SignInAttempt attempt, String code, Optional<AuthenticatorSecret> secret,
			@Nullable SignedInAccount current, HttpServletRequest request, HttpServletResponse response, Model model) {
		if (secret.isEmpty()) {
			model.addAttribute("problem", "signin.authenticator.late");
			return offer(attempt, secret, model);
		}
		Optional<List<String>> codes = this.secondFactors.setUp(attempt.accountId(), secret.get(), code);
		if (codes.isEmpty()) {
			model.addAttribute("problem", "signin.second.wrong");
			return offer(attempt, secret, model);
		}
		Factor second = new Factor(Factor.Method.TOTP, this.clock.instant());
		if (!this.completion.complete(attempt, second, request, response)) {
			return over(current, request, response);
		}
		model.addAttribute("codes", codes.get());
		model.addAttribute("onwards", this.completion.onwards(attempt, request, response));
		return "signin/codes";
	}

	/** What the page hands on to the next one. */
	private void carryOn(HttpServletRequest request, HttpServletResponse response, Model model) {
		this.waitingRequest.findOrRestart(request, response).ifPresent((pending) -> {
			model.addAttribute("request", pending.id().toString());
			model.addAttribute("restart", pending.parameters());
			this.clients.findByClientId(pending.clientId())
				.ifPresent((client) -> model.addAttribute("app", AppView.of(client)));
		});
	}

	/** Asks for the second factor in one way, and names the others. */
	private String ask(SignInAttempt attempt, SecondWay way, List<SecondWay> ways, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		model.addAttribute("account", attempt.username());
		model.addAttribute("way", way.tag());
		model.addAttribute("others", ways.stream().filter((other) -> other != way).map(SecondWay::tag).toList());
		if (way == SecondWay.PASSKEY) {
			model.addAttribute("question", this.passkeys.forSecondStep(attempt.accountId(), request, response));
		}
		return "signin/second";
	}

	private String offer(SignInAttempt attempt, Optional<AuthenticatorSecret> secret, Model model) {
		model.addAttribute("account", attempt.username());
		model.addAttribute("authenticator", this.setUp.show(attempt.accountId(), attempt.username(), secret));
		return "signin/set-up";
	}

	/**
	 * Nothing was begun here, or it is over. If that is so because another tab was
	 * faster, the person is signed in and goes on; else they begin again.
	 */
	private String over(@Nullable SignedInAccount current, HttpServletRequest request, HttpServletResponse response) {
		if (current != null) {
			return "redirect:" + this.journey.onwards(request, response);
		}
		response.setStatus(HttpStatus.BAD_REQUEST.value());
		return "signin/over";
	}

}
