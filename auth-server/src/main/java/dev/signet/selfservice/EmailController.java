package dev.signet.selfservice;

import java.time.Duration;
import java.util.Optional;

import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.account.EmailAddress;
import dev.signet.account.SignedInAccount;
import dev.signet.recovery.AddressProofs;
import dev.signet.recovery.AddressProofs.Outcome;
import dev.signet.signin.recent.KeptForm;
import dev.signet.signin.recent.KeptForms;
import dev.signet.signin.recent.RecentSignIn;
import dev.signet.web.RetryLater;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Where a person confirms their address by a mailed code, and asks for another one. It
 * never tells whether an address is somebody else's.
 */
@Controller
class EmailController {

	private static final String PAGE = "selfservice/email";

	private static final String AGAIN = "redirect:/account/email";

	private final Accounts accounts;

	private final AddressProofs proofs;

	private final KeptForms keptForms;

	EmailController(Accounts accounts, AddressProofs proofs, KeptForms keptForms) {
		this.accounts = accounts;
		this.proofs = proofs;
		this.keptForms = keptForms;
	}

	@RecentSignIn
	@GetMapping("/account/email")
	String page(@AuthenticationPrincipal SignedInAccount person, @ModelAttribute("form") EmailForm form,
			HttpServletRequest request, Model model) {
		this.keptForms.fill(request, model).ifPresent((kept) -> form.setAddress(kept.word("address")));
		return show(person, model);
	}

	@PostMapping("/account/email/send")
	String send(@AuthenticationPrincipal SignedInAccount person, @ModelAttribute("form") EmailForm form,
			HttpServletRequest request, HttpServletResponse response, Model model, RedirectAttributes redirect) {
		return this.proofs.send(person, request.getRemoteAddr())
			.map((wait) -> limited(wait, person, response, model))
			.orElseGet(() -> sent(redirect));
	}

	@RecentSignIn
	@KeptForm(fields = "address")
	@PostMapping("/account/email")
	String change(@AuthenticationPrincipal SignedInAccount person, @ModelAttribute("form") EmailForm form,
			BindingResult errors, HttpServletRequest request, HttpServletResponse response, Model model,
			RedirectAttributes redirect) {
		Optional<EmailAddress> address = EmailAddress.parse(form.getAddress());
		Account account = this.accounts.find(person.accountId()).orElseThrow();
		if (address.isEmpty()) {
			errors.rejectValue("address", form.getAddress().isBlank() ? "account.email.missing" : "account.email.form");
		}
		else if (address.get().sameAs(new EmailAddress(account.emailAddress()))) {
			errors.rejectValue("address", "selfservice.email.same");
		}
		if (errors.hasErrors()) {
			return show(person, model);
		}
		return this.proofs.sendTo(address.orElseThrow(), person, request.getRemoteAddr())
			.map((wait) -> limited(wait, person, response, model))
			.orElseGet(() -> sent(redirect));
	}

	@PostMapping("/account/email/code")
	String confirm(@AuthenticationPrincipal SignedInAccount person, @RequestParam(defaultValue = "") String code,
			@ModelAttribute("form") EmailForm form, Model model, RedirectAttributes redirect) {
		Outcome outcome = this.proofs.confirmCode(person, code);
		if (outcome == Outcome.WRONG) {
			model.addAttribute("wrong", true);
			return show(person, model);
		}
		redirect.addFlashAttribute("notice", outcome.messageKey());
		return AGAIN;
	}

	private String show(SignedInAccount person, Model model) {
		model.addAttribute("account", AccountView.of(this.accounts.find(person.accountId()).orElseThrow()));
		model.addAttribute("awaited", this.proofs.awaited(person).orElse(null));
		return PAGE;
	}

	private static String sent(RedirectAttributes redirect) {
		redirect.addFlashAttribute("notice", "selfservice.email.sent");
		return AGAIN;
	}

	private String limited(Duration wait, SignedInAccount person, HttpServletResponse response, Model model) {
		RetryLater.say(response, HttpStatus.TOO_MANY_REQUESTS, wait);
		model.addAttribute("minutes", RetryLater.minutes(wait));
		return show(person, model);
	}

}
