package dev.signet.selfservice;

import java.util.UUID;

import dev.signet.account.SignedInAccount;
import dev.signet.signin.trust.TrustedDevices;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Ends the trust in devices. What is not the person's, or has ended already, is left
 * alone and looks like a success: the list says what is.
 */
@Controller
class TrustedDevicesController {

	private static final String AGAIN = "redirect:/account/security";

	private final TrustedDevices devices;

	TrustedDevicesController(TrustedDevices devices) {
		this.devices = devices;
	}

	@PostMapping("/account/security/trusted/{id}/end")
	String end(@AuthenticationPrincipal SignedInAccount person, @PathVariable UUID id, RedirectAttributes redirect) {
		this.devices.end(person.accountId(), id);
		redirect.addFlashAttribute("notice", "selfservice.security.trusted-ended");
		return AGAIN;
	}

	@PostMapping("/account/security/trusted/end-all")
	String endAll(@AuthenticationPrincipal SignedInAccount person, RedirectAttributes redirect) {
		this.devices.endAll(person.accountId());
		redirect.addFlashAttribute("notice", "selfservice.security.trusted-all-ended");
		return AGAIN;
	}

}
