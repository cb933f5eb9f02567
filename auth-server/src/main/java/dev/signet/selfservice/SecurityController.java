package dev.signet.selfservice;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import dev.signet.account.Factor;
import dev.signet.account.SignedInAccount;
import dev.signet.credential.Authenticator;
import dev.signet.credential.AuthenticatorSecret;
import dev.signet.credential.Authenticators;
import dev.signet.credential.RecoveryCodes;
import dev.signet.passkey.Passkey;
import dev.signet.passkey.Passkeys;
import dev.signet.signin.completion.SignInCompletion;
import dev.signet.signin.factor.AuthenticatorSetUp;
import dev.signet.signin.factor.SecondFactorPolicy;
import dev.signet.signin.factor.SecondFactors;
import dev.signet.signin.recent.RecentSignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * How a person signs in, and what they add to it or take away.
 */
@Controller
class SecurityController {

	private static final String OVERVIEW = "redirect:/account/security";

	/** Where the codes are that come after the first second factor. */
	static final String CODES = "redirect:/signin/codes?next=/account/security";

	private final Authenticators authenticators;

	private final Passkeys passkeys;

	private final RecoveryCodes recoveryCodes;

	private final LastSecondFactor lastFactor;

	private final SecondFactors secondFactors;

	private final SecondFactorPolicy policy;

	private final AuthenticatorSetUp setUp;

	private final SignInCompletion completion;

	private final SecurityOverview overview;

	private final Clock clock;

	SecurityController(Authenticators authenticators, Passkeys passkeys, RecoveryCodes recoveryCodes,
			LastSecondFactor lastFactor, SecondFactors secondFactors, SecondFactorPolicy policy,
			AuthenticatorSetUp setUp, SignInCompletion completion, SecurityOverview overview, Clock clock) {
		this.authenticators = authenticators;
		this.passkeys = passkeys;
		this.recoveryCodes = recoveryCodes;
		this.lastFactor = lastFactor;
		this.secondFactors = secondFactors;
		this.policy = policy;
		this.setUp = setUp;
		this.completion = completion;
		this.overview = overview;
		this.clock = clock;
	}

	@GetMapping("/account/security")
	String page(@AuthenticationPrincipal SignedInAccount person, HttpServletRequest request, Model model) {
		Optional<Authenticator> authenticator = this.authenticators.of(person.accountId());
		List<Passkey> passkeys = this.passkeys.of(person.accountId());
		this.overview.show(person, request, model);
		model.addAttribute("authenticator", authenticator.orElse(null));
		model.addAttribute("passkeys", passkeys);
		model.addAttribute("secured", authenticator.isPresent() || !passkeys.isEmpty());
		model.addAttribute("offered", this.policy.offered());
		model.addAttribute("passkeysOffered",
				this.policy.offered() && this.passkeys.possible() && passkeys.size() < Passkeys.MOST);
		model.addAttribute("required", this.lastFactor.required(person.accountId()));
		int codes = this.recoveryCodes.left(person.accountId());
		model.addAttribute("codes", codes);
		model.addAttribute("few", codes <= RecoveryCodes.FEW);
		return "selfservice/security";
	}

	@RecentSignIn
	@GetMapping("/account/security/authenticator")
	String setUp(@AuthenticationPrincipal SignedInAccount person, Model model) {
		return this.policy.offered() ? setUp(person, Optional.empty(), model) : OVERVIEW;
	}

	@RecentSignIn
	@PostMapping("/account/security/authenticator")
	String confirm(@AuthenticationPrincipal SignedInAccount person, @RequestParam(defaultValue = "") String code,
			@RequestParam(required = false) @Nullable String sealed, HttpServletResponse response, Model model,
			RedirectAttributes redirect) {
		if (!this.policy.offered()) {
			return OVERVIEW;
		}
		Optional<AuthenticatorSecret> secret = this.setUp.secret(person.accountId(), sealed);
		if (secret.isEmpty()) {
			model.addAttribute("problem", "signin.authenticator.late");
			return setUp(person, secret, model);
		}
		boolean replaces = hasApp(person);
		if (!this.secondFactors.existFor(person.accountId())) {
			return first(person, secret.get(), code, response, model);
		}
		if (!this.secondFactors.replaceApp(person, secret.get(), code)) {
			return wrong(person, secret.get(), model);
		}
		proved(person, response);
		redirect.addFlashAttribute("notice",
				replaces ? "selfservice.security.replaced" : "selfservice.security.turned-on");
		return OVERVIEW;
	}

	@RecentSignIn
	@GetMapping("/account/security/authenticator/remove")
	String askToRemove(@AuthenticationPrincipal SignedInAccount person, Model model) {
		this.lastFactor.show(person.accountId(), model);
		return hasApp(person) ? "selfservice/authenticator-remove" : OVERVIEW;
	}

	@RecentSignIn
	@PostMapping("/account/security/authenticator/remove")
	String remove(@AuthenticationPrincipal SignedInAccount person, RedirectAttributes redirect) {
		if (this.lastFactor.stays(person.accountId())) {
			return "redirect:/account/security/authenticator/remove";
		}
		this.secondFactors.removeApp(person.accountId());
		redirect.addFlashAttribute("notice", "selfservice.security.removed");
		return OVERVIEW;
	}

	@RecentSignIn
	@GetMapping("/account/security/recovery-codes")
	String askToRenew(@AuthenticationPrincipal SignedInAccount person, Model model) {
		return this.secondFactors.existFor(person.accountId()) ? showRenewal(person, model) : OVERVIEW;
	}

	@RecentSignIn
	@PostMapping("/account/security/recovery-codes")
	String renew(@AuthenticationPrincipal SignedInAccount person, @RequestParam(defaultValue = "") String sealed,
			Model model) {
		if (!this.secondFactors.existFor(person.accountId())) {
			return OVERVIEW;
		}
		Optional<List<String>> codes = this.secondFactors.makeCodes(person, sealed);
		if (codes.isEmpty()) {
			model.addAttribute("problem", "signin.codes.late");
			return showRenewal(person, model);
		}
		model.addAttribute("codes", codes.get());
		model.addAttribute("onwards", "/account/security");
		return "signin/codes";
	}

	private String first(SignedInAccount person, AuthenticatorSecret secret, String code, HttpServletResponse response,
			Model model) {
		if (!this.secondFactors.setUp(person, secret, code)) {
			return wrong(person, secret, model);
		}
		proved(person, response);
		return CODES;
	}

	private String showRenewal(SignedInAccount person, Model model) {
		model.addAttribute("sealed", this.recoveryCodes.offer(person.accountId()));
		return "selfservice/recovery-codes";
	}

	/** The session knows of the code that was just typed; when it is over, so be it. */
	private void proved(SignedInAccount person, HttpServletResponse response) {
		this.completion.add(person, new Factor(Factor.Method.TOTP, this.clock.instant()), response);
	}

	private String wrong(SignedInAccount person, AuthenticatorSecret secret, Model model) {
		model.addAttribute("problem", "signin.second.wrong");
		return setUp(person, Optional.of(secret), model);
	}

	private String setUp(SignedInAccount person, Optional<AuthenticatorSecret> secret, Model model) {
		model.addAttribute("authenticator", this.setUp.show(person.accountId(), person.username(), secret));
		model.addAttribute("replaces", hasApp(person));
		return "selfservice/authenticator";
	}

	private boolean hasApp(SignedInAccount person) {
		return this.authenticators.of(person.accountId()).isPresent();
	}

}
