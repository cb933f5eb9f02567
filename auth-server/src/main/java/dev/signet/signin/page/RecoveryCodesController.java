package dev.signet.signin.page;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import dev.signet.account.SignedInAccount;
import dev.signet.credential.RecoveryCodes;
import dev.signet.session.NoSuchSession;
import dev.signet.signin.completion.SignInCompletion;
import dev.signet.signin.factor.SecondFactors;
import dev.signet.signin.journey.Journey;
import dev.signet.signin.recent.RecentSignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Where somebody gets recovery codes who has just set up their first second factor, or
 * who had no chance to see them then: a page before them that can be opened any number of
 * times, and a form that shows the same codes however often it is sent. Who has codes, or
 * has not just signed in, goes on.
 */
@Controller
class RecoveryCodesController {

	static final String PAGE = "/signin/codes";

	private final SecondFactors secondFactors;

	private final RecoveryCodes recoveryCodes;

	private final SignInCompletion completion;

	private final Journey journey;

	private final Clock clock;

	RecoveryCodesController(SecondFactors secondFactors, RecoveryCodes recoveryCodes, SignInCompletion completion,
			Journey journey, Clock clock) {
		this.secondFactors = secondFactors;
		this.recoveryCodes = recoveryCodes;
		this.completion = completion;
		this.journey = journey;
		this.clock = clock;
	}

	@ModelAttribute
	void open(HttpServletRequest request, HttpServletResponse response, Model model) {
		this.journey.carryOn(request, response, model);
	}

	@GetMapping(PAGE)
	String page(@AuthenticationPrincipal SignedInAccount person, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		return offer(person, request, response, model);
	}

	@PostMapping(PAGE)
	String make(@RequestParam(defaultValue = "") String sealed, @AuthenticationPrincipal SignedInAccount person,
			HttpServletRequest request, HttpServletResponse response, Model model) {
		Optional<List<String>> codes;
		try {
			codes = mayMake(person) ? this.secondFactors.makeCodes(person, sealed) : Optional.empty();
		}
		catch (NoSuchSession ex) {
			return this.completion.over(null, request, response);
		}
		if (codes.isEmpty()) {
			model.addAttribute("problem", "signin.codes.late");
			return offer(person, request, response, model);
		}
		model.addAttribute("codes", codes.get());
		model.addAttribute("onwards", onwards(person, request, response));
		return "signin/codes";
	}

	private String offer(SignedInAccount person, HttpServletRequest request, HttpServletResponse response,
			Model model) {
		if (!mayMake(person) || !this.secondFactors.withoutCodes(person.accountId())) {
			return "redirect:" + onwards(person, request, response);
		}
		model.addAttribute("account", person.username());
		model.addAttribute("sealed", this.recoveryCodes.offer(person.accountId()));
		return "signin/codes-offer";
	}

	/** As {@link RecentSignIn} has it, but nobody is held up here. */
	private boolean mayMake(SignedInAccount person) {
		return person.provedWithin(RecentSignIn.LIMIT, this.clock.instant()) && !person.onTrustAlone()
				&& this.secondFactors.existFor(person.accountId());
	}

	private String onwards(SignedInAccount person, HttpServletRequest request, HttpServletResponse response) {
		return this.completion.onwards(person.accountId(), request, response);
	}

}
