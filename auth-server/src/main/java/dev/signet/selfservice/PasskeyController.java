package dev.signet.selfservice;

import java.util.Optional;
import java.util.UUID;

import dev.signet.account.Factor;
import dev.signet.account.SignedInAccount;
import dev.signet.linking.WaysIn;
import dev.signet.passkey.Passkey;
import dev.signet.passkey.PasskeyRefused;
import dev.signet.passkey.Passkeys;
import dev.signet.passkey.TooManyPasskeys;
import dev.signet.session.BrowserKey;
import dev.signet.session.DeviceNames;
import dev.signet.signin.completion.SignInCompletion;
import dev.signet.signin.factor.BrowserPasskeys;
import dev.signet.signin.factor.SecondFactorPolicy;
import dev.signet.signin.factor.SecondFactors;
import dev.signet.signin.recent.KeptForm;
import dev.signet.signin.recent.KeptForms;
import dev.signet.signin.recent.RecentSignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * A person's passkeys: a new one, its name, its end.
 */
@Controller
@RecentSignIn
@RequestMapping("/account/security/passkeys")
class PasskeyController {

	private static final String OVERVIEW = "redirect:/account/security";

	private static final String NOTICE = "notice";

	private final Passkeys passkeys;

	private final BrowserPasskeys browserPasskeys;

	private final LastSecondFactor lastFactor;

	private final SecondFactors secondFactors;

	private final SecondFactorPolicy policy;

	private final WaysIn waysIn;

	private final SignInCompletion completion;

	private final BrowserKey browserKey;

	private final DeviceNames deviceNames;

	private final KeptForms keptForms;

	PasskeyController(Passkeys passkeys, BrowserPasskeys browserPasskeys, LastSecondFactor lastFactor,
			SecondFactors secondFactors, SecondFactorPolicy policy, WaysIn waysIn, SignInCompletion completion,
			BrowserKey browserKey, DeviceNames deviceNames, KeptForms keptForms) {
		this.passkeys = passkeys;
		this.browserPasskeys = browserPasskeys;
		this.lastFactor = lastFactor;
		this.secondFactors = secondFactors;
		this.policy = policy;
		this.waysIn = waysIn;
		this.completion = completion;
		this.browserKey = browserKey;
		this.deviceNames = deviceNames;
		this.keptForms = keptForms;
	}

	@GetMapping("/add")
	String askForNew(@AuthenticationPrincipal SignedInAccount person, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		return offered() ? showNew(person, request, response, model) : OVERVIEW;
	}

	@PostMapping("/add")
	String add(@AuthenticationPrincipal SignedInAccount person, @RequestParam(defaultValue = "") String passkey,
			HttpServletRequest request, HttpServletResponse response, Model model, RedirectAttributes redirect) {
		if (!offered()) {
			return OVERVIEW;
		}
		boolean first;
		try {
			first = this.secondFactors.addPasskey(person, passkey, this.deviceNames.of(this.browserKey.device(request)),
					request);
		}
		catch (PasskeyRefused ex) {
			model.addAttribute("problem", "selfservice.passkey.refused");
			return showNew(person, request, response, model);
		}
		catch (TooManyPasskeys ex) {
			model.addAttribute("problem", "selfservice.passkey.too-many");
			return showNew(person, request, response, model);
		}
		// The session knows of it, but is no fresher by it; when it is over, so be it
		this.completion.add(person, new Factor(Factor.Method.PASSKEY, person.provedAt().orElseThrow()), response);
		if (first) {
			return SecurityController.CODES;
		}
		redirect.addFlashAttribute(NOTICE, "selfservice.passkey.added");
		return OVERVIEW;
	}

	@GetMapping("/{id}")
	String page(@AuthenticationPrincipal SignedInAccount person, @PathVariable UUID id,
			@ModelAttribute("form") PasskeyForm form, HttpServletRequest request, Model model) {
		Optional<Passkey> passkey = find(person, id);
		passkey.map(Passkey::name).ifPresent(form::setName);
		this.keptForms.fill(request, model).ifPresent((kept) -> form.setName(kept.word("name")));
		return show(person, passkey, model);
	}

	@KeptForm(fields = "name")
	@PostMapping("/{id}")
	String rename(@AuthenticationPrincipal SignedInAccount person, @PathVariable UUID id,
			@Valid @ModelAttribute("form") PasskeyForm form, BindingResult errors, Model model,
			RedirectAttributes redirect) {
		if (errors.hasErrors()) {
			return show(person, find(person, id), model);
		}
		this.passkeys.rename(person.accountId(), id, form.getName());
		redirect.addFlashAttribute(NOTICE, "selfservice.passkey.renamed");
		return OVERVIEW;
	}

	@GetMapping("/{id}/remove")
	String askToRemove(@AuthenticationPrincipal SignedInAccount person, @PathVariable UUID id, Model model) {
		Optional<Passkey> passkey = find(person, id);
		if (passkey.isEmpty()) {
			return OVERVIEW;
		}
		model.addAttribute("passkey", passkey.get());
		this.lastFactor.show(person.accountId(), model);
		model.addAttribute("lastWay", this.waysIn.lastIsPasskey(person.accountId()));
		return "selfservice/passkey-remove";
	}

	@PostMapping("/{id}/remove")
	String remove(@AuthenticationPrincipal SignedInAccount person, @PathVariable UUID id, RedirectAttributes redirect) {
		WaysIn.Removal removal = this.lastFactor.stays(person.accountId()) ? WaysIn.Removal.LAST
				: this.waysIn.removePasskey(person.accountId(), id);
		if (removal == WaysIn.Removal.LAST) {
			return "redirect:/account/security/passkeys/" + id + "/remove";
		}
		if (removal == WaysIn.Removal.DONE) {
			redirect.addFlashAttribute(NOTICE, "selfservice.passkey.removed");
		}
		return OVERVIEW;
	}

	private String showNew(SignedInAccount person, HttpServletRequest request, HttpServletResponse response,
			Model model) {
		model.addAttribute("question", this.browserPasskeys.forNew(person, request, response));
		return "selfservice/passkey-add";
	}

	private String show(SignedInAccount person, Optional<Passkey> passkey, Model model) {
		if (passkey.isEmpty()) {
			return OVERVIEW;
		}
		model.addAttribute("passkey", passkey.get());
		model.addAttribute("required", this.lastFactor.required(person.accountId()));
		return "selfservice/passkey";
	}

	private boolean offered() {
		return this.policy.offered() && this.passkeys.possible();
	}

	private Optional<Passkey> find(SignedInAccount person, UUID id) {
		return this.passkeys.of(person.accountId()).stream().filter((each) -> each.id().equals(id)).findFirst();
	}

}
