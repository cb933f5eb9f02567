package dev.signet.recovery;

import java.util.Optional;
import java.util.stream.Stream;

import dev.signet.account.Account;
import dev.signet.account.SignedInAccount;
import dev.signet.proof.Purpose;
import dev.signet.recovery.AddressProofs.Outcome;
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
 * The page behind the link that proves an address. Whoever opens it need not be signed
 * in, since mail is often read on another device, unless it replaces an address that is
 * proved already.
 */
@Controller
class ConfirmController {

	private final AddressProofs proofs;

	ConfirmController(AddressProofs proofs) {
		this.proofs = proofs;
	}

	/** Who would take the account over by it reads so before. */
	@GetMapping("/email/confirm")
	String page(@RequestParam(defaultValue = "") String token,
			@AuthenticationPrincipal @Nullable SignedInAccount current, HttpServletResponse response, Model model) {
		return purpose(token)
			.flatMap((purpose) -> this.proofs.find(purpose, token)
				.map((account) -> question(purpose, token, account, current, model)))
			.orElseGet(() -> GonePage.show(response, model));
	}

	@PostMapping("/email/confirm")
	String confirm(@RequestParam(defaultValue = "") String token,
			@AuthenticationPrincipal @Nullable SignedInAccount current, HttpServletResponse response, Model model,
			RedirectAttributes redirect) {
		Outcome outcome = purpose(token).map((purpose) -> this.proofs.confirm(purpose, token, current))
			.orElse(Outcome.WRONG);
		return switch (outcome) {
			case WRONG -> GonePage.show(response, model);
			case ELSEWHERE -> page(token, current, response, model);
			default -> {
				redirect.addFlashAttribute("notice", outcome.messageKey());
				yield (outcome == Outcome.RECLAIMED) ? "redirect:/recover" : "redirect:/account";
			}
		};
	}

	private static String question(Purpose purpose, String token, Account account, @Nullable SignedInAccount current,
			Model model) {
		model.addAttribute("reclaims", AddressProofs.reclaims(account, current));
		model.addAttribute("elsewhere", AddressProofs.isForElsewhere(purpose, account, current));
		return QuestionPage.show("confirm", token, account, model);
	}

	private Optional<Purpose> purpose(String token) {
		return Stream.of(Purpose.VERIFY_EMAIL, Purpose.CHANGE_EMAIL)
			.filter((purpose) -> this.proofs.find(purpose, token).isPresent())
			.findFirst();
	}

}
