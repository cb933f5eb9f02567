package dev.signet.logout;

import java.util.Optional;

import dev.signet.account.SignedInAccount;
import dev.signet.client.Clients;
import dev.signet.signin.AppView;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The sign-out buttons of our own pages, and the page after any sign-out.
 */
@Controller
class SignOutController {

	private final SignOut signOut;

	private final Clients clients;

	SignOutController(SignOut signOut, Clients clients) {
		this.signOut = signOut;
		this.clients = clients;
	}

	@PostMapping("/signout")
	String here(@AuthenticationPrincipal SignedInAccount account, HttpServletResponse response) {
		this.signOut.here(account, response);
		return "redirect:/signed-out";
	}

	@PostMapping("/signout/everywhere")
	String everywhere(@AuthenticationPrincipal SignedInAccount account, HttpServletResponse response) {
		this.signOut.everywhere(account, response);
		return "redirect:/signed-out";
	}

	@GetMapping("/signed-out")
	String signedOut(@RequestParam Optional<String> client, Model model) {
		client.flatMap(this.clients::findByClientId)
			.filter((found) -> found.homeUri() != null)
			.ifPresent((found) -> model.addAttribute("app", AppView.of(found)));
		return "logout/signed-out";
	}

}
