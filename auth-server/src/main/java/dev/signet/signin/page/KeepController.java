package dev.signet.signin.page;

import java.util.Optional;

import dev.signet.account.SignedInAccount;
import dev.signet.signin.completion.SignInCompletion;
import dev.signet.signin.factor.SignInAttempt;
import dev.signet.signin.factor.SignInAttempts;
import dev.signet.signin.journey.WaitingRequest;
import dev.signet.signin.journey.WayBack;
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
 * The last step of a sign-in to an account that is to be deleted: does its owner keep it?
 * Only who has proved all that a sign-in asks for gets here, and no session opens unless
 * they keep it.
 */
@Controller
class KeepController {

	private final SignInAttempts attempts;

	private final SignInCompletion completion;

	private final WaitingRequest waitingRequest;

	KeepController(SignInAttempts attempts, SignInCompletion completion, WaitingRequest waitingRequest) {
		this.attempts = attempts;
		this.completion = completion;
		this.waitingRequest = waitingRequest;
	}

	@ModelAttribute("next")
	@Nullable String next(HttpServletRequest request) {
		return WayBack.page(request).orElse(null);
	}

	@GetMapping(SignInCompletion.KEEP)
	String page(@AuthenticationPrincipal @Nullable SignedInAccount current, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		return this.attempts.findProved(request)
			.map((attempt) -> ask(attempt, request, response, model))
			.orElseGet(() -> over(current, request, response, model));
	}

	@PostMapping(SignInCompletion.KEEP)
	String decide(@RequestParam(defaultValue = "") String decision,
			@AuthenticationPrincipal @Nullable SignedInAccount current, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		Optional<SignInAttempt> attempt = this.attempts.findProved(request);
		if (attempt.isEmpty()) {
			return over(current, request, response, model);
		}
		return switch (decision) {
			case "keep" -> this.completion.keep(attempt.get(), request, response)
					? "redirect:" + this.completion.onwards(attempt.get().accountId(), request, response)
					: over(current, request, response, model);
			case "leave" -> {
				this.attempts.finish(attempt.get(), response);
				yield "redirect:/signed-out";
			}
			default -> ask(attempt.get(), request, response, model);
		};
	}

	private String ask(SignInAttempt attempt, HttpServletRequest request, HttpServletResponse response, Model model) {
		carryOn(request, response, model);
		model.addAttribute("account", attempt.username());
		model.addAttribute("date", attempt.deletionDate());
		return "signin/keep";
	}

	/** Another tab was faster, or it took too long. */
	private String over(@Nullable SignedInAccount current, HttpServletRequest request, HttpServletResponse response,
			Model model) {
		carryOn(request, response, model);
		return this.completion.over(current, request, response);
	}

	private void carryOn(HttpServletRequest request, HttpServletResponse response, Model model) {
		this.waitingRequest.findOrRestart(request, response).ifPresent((pending) -> {
			model.addAttribute("request", pending.id().toString());
			model.addAttribute("restart", pending.parameters());
		});
	}

}
