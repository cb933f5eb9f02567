package dev.signet.selfservice;

import java.util.UUID;

import dev.signet.account.SignedInAccount;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The apps that may do something for a person, and the way to take it back.
 */
@Controller
class AppsController {

	private final AppAccess appAccess;

	AppsController(AppAccess appAccess) {
		this.appAccess = appAccess;
	}

	@GetMapping("/account/apps")
	String list(@AuthenticationPrincipal SignedInAccount person, Model model) {
		model.addAttribute("apps", this.appAccess.of(person.accountId()));
		return "selfservice/apps";
	}

	@PostMapping("/account/apps/{id}/remove")
	String remove(@AuthenticationPrincipal SignedInAccount person, @PathVariable UUID id, RedirectAttributes redirect) {
		this.appAccess.remove(person.accountId(), id);
		redirect.addFlashAttribute("notice", "selfservice.apps.removed");
		return "redirect:/account/apps";
	}

}
