package dev.signet.signin.page;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.signet.account.Factor;
import dev.signet.account.SignedInAccount;
import dev.signet.signin.completion.SignInCompletion;
import dev.signet.signin.factor.BrowserPasskeys;
import dev.signet.signin.factor.SecondFactors;
import dev.signet.signin.factor.SecondWay;
import dev.signet.signin.factor.SignInAttempt;
import dev.signet.signin.factor.SignInAttempts;
import dev.signet.signin.journey.Journey;
import dev.signet.signin.mailbox.MailedSecondStep;
import dev.signet.signin.recent.RecentSignIn;
import dev.signet.signin.throttle.TooManyCodes;
import dev.signet.signin.trust.TrustedDevices;
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
 * session opens, or enters a mailed code where that is allowed.
 */
@Controller
class SecondStepController {

	private static final String PASSKEY_FAILED = "signin.passkey.failed";

	private final SignInAttempts attempts;

	private final SecondSteps steps;

	private final SecondFactors secondFactors;

	private final BrowserPasskeys passkeys;

	private final MailedSecondStep mailed;

	private final TrustedDevices trustedDevices;

	private final SignInCompletion completion;

	private final Journey journey;

	private final Clock clock;

	SecondStepController(SignInAttempts attempts, SecondSteps steps, SecondFactors secondFactors,
			BrowserPasskeys passkeys, MailedSecondStep mailed, TrustedDevices trustedDevices,
			SignInCompletion completion, Journey journey, Clock clock) {
		this.attempts = attempts;
		this.steps = steps;
		this.secondFactors = secondFactors;
		this.passkeys = passkeys;
		this.mailed = mailed;
		this.trustedDevices = trustedDevices;
		this.completion = completion;
		this.journey = journey;
		this.clock = clock;
	}

	@ModelAttribute
	void open(HttpServletRequest request, HttpServletResponse response, Model model) {
		this.journey.carryOn(request, response, model);
	}

	@GetMapping("/signin/second")
	String page(@RequestParam(defaultValue = "") String with,
			@AuthenticationPrincipal @Nullable SignedInAccount current, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		Optional<SignInAttempt> attempt = this.attempts.find(request);
		if (attempt.isEmpty()) {
			return this.completion.over(current, request, response);
		}
		List<SecondWay> ways = this.steps.of(attempt.get(), current, request);
		if (ways.isEmpty()) {
			return setUp(request, response);
		}
		return ask(attempt.get(), SecondWay.choose(with, ways), ways, request, response, model);
	}

	/** Everybody was shut out meanwhile; whoever is signed in here is somebody else. */
	@GetMapping(SignInCompletion.OVER)
	String over(HttpServletRequest request, HttpServletResponse response) {
		return this.journey.over(null, request, response);
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
				&& !current.provedWithin(RecentSignIn.LIMIT, this.clock.instant())) {
			return "redirect:" + this.journey.by("/signin?again=yes", request, response);
		}
		this.attempts.beginIn(current, request, response);
		return "redirect:" + this.journey.by("/signin/second", request, response);
	}

	@PostMapping("/signin/second")
	String answer(@RequestParam(defaultValue = "") String code, @RequestParam(defaultValue = "") String passkey,
			@RequestParam(defaultValue = "") String with, @RequestParam(defaultValue = "") String then,
			@AuthenticationPrincipal @Nullable SignedInAccount current, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		Optional<SignInAttempt> found = this.attempts.find(request);
		if (found.isEmpty()) {
			return this.completion.over(current, request, response);
		}
		SignInAttempt attempt = found.get();
		List<SecondWay> ways = this.steps.of(attempt, current, request);
		if (ways.isEmpty()) {
			return setUp(request, response);
		}
		SecondWay way = SecondWay.choose(with, ways);
		String answer = (way == SecondWay.PASSKEY) ? passkey : code;
		if (answer.isBlank()) {
			model.addAttribute("problem", (way == SecondWay.PASSKEY) ? PASSKEY_FAILED : "signin.second.missing");
			return ask(attempt, way, ways, request, response, model);
		}
		if (!this.attempts.countTry(attempt)) {
			this.attempts.finish(attempt, response);
			return this.journey.over(null, request, response);
		}
		Optional<Factor> second;
		try {
			second = prove(attempt, way, answer, request);
		}
		catch (TooManyCodes ex) {
			RetryLater.say(response, HttpStatus.TOO_MANY_REQUESTS, ex.retryAfter());
			model.addAttribute("problem", ex.messageKey());
			model.addAttribute("wait", ex.toWait());
			return ask(attempt, way, ways, request, response, model);
		}
		if (second.isEmpty()) {
			model.addAttribute("problem", switch (way) {
				case PASSKEY -> PASSKEY_FAILED;
				case MAIL_CODE -> "signin.second.mail-wrong";
				case APP, RECOVERY_CODE -> "signin.second.wrong";
			});
			return ask(attempt, way, ways, request, response, model);
		}
		if (!this.completion.complete(attempt, second.get(), request, response)) {
			return this.completion.over(current, request, response);
		}
		// By the session, which the mailed code is now a part of
		boolean better = way == SecondWay.MAIL_CODE && then.equals("set-up") && !attempt.toBeDeleted();
		return "redirect:" + (better ? this.journey.by("/signin/step-up", request, response)
				: this.completion.onwards(attempt, request, response));
	}

	/** Sends a code to the mailbox of who has nothing better. */
	@PostMapping("/signin/second/mail")
	String mail(@AuthenticationPrincipal @Nullable SignedInAccount current, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		Optional<SignInAttempt> attempt = this.attempts.find(request);
		if (attempt.isEmpty()) {
			return this.completion.over(current, request, response);
		}
		if (!attempt.get().triesLeft()) {
			this.attempts.finish(attempt.get(), response);
			return this.journey.over(null, request, response);
		}
		List<SecondWay> ways = this.steps.of(attempt.get(), current, request);
		Optional<Duration> wait = ways.contains(SecondWay.MAIL_CODE)
				? this.mailed.send(attempt.get(), request.getRemoteAddr()) : Optional.empty();
		if (wait.isEmpty()) {
			return "redirect:" + this.journey.by("/signin/second", request, response);
		}
		RetryLater.say(response, HttpStatus.TOO_MANY_REQUESTS, wait.get());
		model.addAttribute("mailWait", RetryLater.minutes(wait.get()));
		return ask(attempt.get(), SecondWay.MAIL_CODE, ways, request, response, model);
	}

	private Optional<Factor> prove(SignInAttempt attempt, SecondWay way, String answer, HttpServletRequest request)
			throws TooManyCodes {
		if (way != SecondWay.MAIL_CODE) {
			return this.secondFactors.prove(attempt.accountId(), way, answer, request);
		}
		return this.secondFactors.prove(attempt.accountId(), request,
				() -> this.mailed.use(attempt, answer) ? Optional.of(Factor.Method.MAIL_CODE) : Optional.empty());
	}

	private String setUp(HttpServletRequest request, HttpServletResponse response) {
		return "redirect:" + this.journey.by(SetUpController.PAGE, request, response);
	}

	/** Asks for the second factor in one way, and names the others. */
	private String ask(SignInAttempt attempt, SecondWay way, List<SecondWay> ways, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		model.addAttribute("account", attempt.username());
		model.addAttribute("mailed", way != SecondWay.MAIL_CODE || this.mailed.awaited(attempt));
		model.addAttribute("trustDays", this.trustedDevices.offeredFor(attempt).orElse(null));
		model.addAttribute("way", way.tag());
		model.addAttribute("others", ways.stream().filter((other) -> other != way).map(SecondWay::tag).toList());
		if (way == SecondWay.PASSKEY) {
			model.addAttribute("question", this.passkeys.forSecondStep(attempt.accountId(), request, response));
		}
		return "signin/second";
	}

}
