package dev.signet.signin.page;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

import dev.signet.account.Factor;
import dev.signet.account.SignedInAccount;
import dev.signet.client.SecondFactorNeed;
import dev.signet.credential.AuthenticatorSecret;
import dev.signet.passkey.PasskeyRefused;
import dev.signet.session.BrowserKey;
import dev.signet.session.DeviceNames;
import dev.signet.signin.completion.SignInCompletion;
import dev.signet.signin.factor.AuthenticatorSetUp;
import dev.signet.signin.factor.BrowserPasskeys;
import dev.signet.signin.factor.SecondFactorPolicy;
import dev.signet.signin.factor.SecondFactors;
import dev.signet.signin.factor.SignInAttempt;
import dev.signet.signin.factor.SignInAttempts;
import dev.signet.signin.journey.Journey;
import dev.signet.signin.recent.RecentSignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Where somebody sets up their first second factor who needs one to sign in, or to go on
 * to an app: a passkey or an authenticator app. Who has one by then is asked for that.
 */
@Controller
class SetUpController {

	static final String PAGE = "/signin/set-up";

	private final SignInAttempts attempts;

	private final SecondSteps steps;

	private final SecondFactors secondFactors;

	private final SecondFactorPolicy policy;

	private final BrowserPasskeys passkeys;

	private final AuthenticatorSetUp setUp;

	private final SignInCompletion completion;

	private final Journey journey;

	private final BrowserKey browserKey;

	private final DeviceNames deviceNames;

	private final Clock clock;

	SetUpController(SignInAttempts attempts, SecondSteps steps, SecondFactors secondFactors, SecondFactorPolicy policy,
			BrowserPasskeys passkeys, AuthenticatorSetUp setUp, SignInCompletion completion, Journey journey,
			BrowserKey browserKey, DeviceNames deviceNames, Clock clock) {
		this.attempts = attempts;
		this.steps = steps;
		this.secondFactors = secondFactors;
		this.policy = policy;
		this.passkeys = passkeys;
		this.setUp = setUp;
		this.completion = completion;
		this.journey = journey;
		this.browserKey = browserKey;
		this.deviceNames = deviceNames;
		this.clock = clock;
	}

	@ModelAttribute
	void open(HttpServletRequest request, HttpServletResponse response, Model model) {
		this.journey.carryOn(request, response, model);
	}

	@GetMapping(PAGE)
	String page(@AuthenticationPrincipal @Nullable SignedInAccount current, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		return forWhoMay(current, request, response,
				(attempt) -> offer(attempt, Optional.empty(), current, request, response, model));
	}

	@PostMapping(PAGE)
	String app(@RequestParam(defaultValue = "") String code, @RequestParam(required = false) @Nullable String sealed,
			@AuthenticationPrincipal @Nullable SignedInAccount current, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		return forWhoMay(current, request, response, (attempt) -> {
			Optional<AuthenticatorSecret> secret = this.setUp.secret(attempt.accountId(), sealed);
			if (secret.isEmpty()) {
				model.addAttribute("problem", "signin.authenticator.late");
				return offer(attempt, secret, current, request, response, model);
			}
			if (!this.secondFactors.setUp(attempt, secret.get(), code)) {
				model.addAttribute("problem", "signin.second.wrong");
				return offer(attempt, secret, current, request, response, model);
			}
			return complete(attempt, new Factor(Factor.Method.TOTP, this.clock.instant()), current, request, response);
		});
	}

	@PostMapping(PAGE + "/passkey")
	String passkey(@RequestParam(defaultValue = "") String passkey,
			@AuthenticationPrincipal @Nullable SignedInAccount current, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		return forWhoMay(current, request, response, (attempt) -> {
			try {
				if (!this.secondFactors.setUpPasskey(attempt, passkey,
						this.deviceNames.of(this.browserKey.device(request)), request)) {
					return second(request, response);
				}
			}
			catch (PasskeyRefused ex) {
				model.addAttribute("passkeyProblem", "signin.passkey.failed");
				return offer(attempt, Optional.empty(), current, request, response, model);
			}
			// The session is no fresher by it than by the proof that began the sign-in
			return complete(attempt, new Factor(Factor.Method.PASSKEY, attempt.factor().at()), current, request,
					response);
		});
	}

	/** Whoever comes by the address bar, or back to what is over. */
	@GetMapping(PAGE + "/passkey")
	String again(HttpServletRequest request, HttpServletResponse response) {
		return "redirect:" + this.journey.by(PAGE, request, response);
	}

	private String forWhoMay(@Nullable SignedInAccount current, HttpServletRequest request,
			HttpServletResponse response, Function<SignInAttempt, String> step) {
		Optional<SignInAttempt> attempt = this.attempts.find(request);
		if (attempt.isEmpty()) {
			return over(current, request, response);
		}
		if (!this.steps.of(attempt.get(), current, request).isEmpty()) {
			return second(request, response);
		}
		return isRecent(attempt.get(), current) ? step.apply(attempt.get())
				: "redirect:" + this.journey.by("/signin?again=yes", request, response);
	}

	/** Whether it belongs to a sign-in that is under way, or to a session just begun. */
	private boolean isRecent(SignInAttempt attempt, @Nullable SignedInAccount current) {
		return attempt.sessionId() == null
				|| (current != null && current.provedWithin(RecentSignIn.LIMIT, this.clock.instant()));
	}

	private String second(HttpServletRequest request, HttpServletResponse response) {
		return "redirect:" + this.journey.by("/signin/second", request, response);
	}

	private String complete(SignInAttempt attempt, Factor second, @Nullable SignedInAccount current,
			HttpServletRequest request, HttpServletResponse response) {
		if (!this.completion.complete(attempt, second, request, response)) {
			return over(current, request, response);
		}
		return attempt.toBeDeleted() ? "redirect:" + this.completion.onwards(attempt, request, response)
				: codes(request, response);
	}

	/** Whose first click was enough still gets the codes that come after it. */
	private String over(@Nullable SignedInAccount current, HttpServletRequest request, HttpServletResponse response) {
		boolean enough = current != null && !this.attempts.begunIn(request)
				&& this.secondFactors.withoutCodes(current.accountId());
		return enough ? codes(request, response) : this.completion.over(current, request, response);
	}

	private String codes(HttpServletRequest request, HttpServletResponse response) {
		return "redirect:" + this.journey.by(RecoveryCodesController.PAGE, request, response);
	}

	private String offer(SignInAttempt attempt, Optional<AuthenticatorSecret> secret, @Nullable SignedInAccount current,
			HttpServletRequest request, HttpServletResponse response, Model model) {
		model.addAttribute("account", attempt.username());
		model.addAttribute("authenticator", this.setUp.show(attempt.accountId(), attempt.username(), secret));
		model.addAttribute("question",
				this.passkeys.forFirst(attempt.accountId(), attempt.username(), request, response));
		if (attempt.sessionId() != null && current != null && canWait(current, model)) {
			model.addAttribute("later", this.completion.onwards(attempt, request, response));
		}
		return "signin/set-up";
	}

	/**
	 * Whether the person gets on without. Not where an app waits, or a page of ours that
	 * wants the second step: they would come back here. Who has made that step by a
	 * mailed code only wants something better.
	 */
	private boolean canWait(SignedInAccount person, Model model) {
		return person.passedSecondStep()
				|| (!model.containsAttribute("request") && this.policy.need(person) != SecondFactorNeed.REQUIRED);
	}

}
