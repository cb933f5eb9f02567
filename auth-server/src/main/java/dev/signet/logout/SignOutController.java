package dev.signet.logout;

import java.util.Optional;

import dev.signet.account.SignedInAccount;
import dev.signet.client.Clients;
import dev.signet.signin.journey.AppView;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The sign-out buttons of our own pages, and the page after any sign-out.
 */
@Controller
class SignOutController {

	private static final String SIGNED_OUT = UpstreamSignOut.RETURN;

	private final SignOut signOut;

	private final WayOut wayOut;

	private final UpstreamSignOut upstream;

	private final Clients clients;

	SignOutController(SignOut signOut, WayOut wayOut, UpstreamSignOut upstream, Clients clients) {
		this.signOut = signOut;
		this.wayOut = wayOut;
		this.upstream = upstream;
		this.clients = clients;
	}

	@PostMapping("/signout")
	ModelAndView here(@AuthenticationPrincipal SignedInAccount account, HttpServletResponse response) {
		this.signOut.here(account, response);
		return signedOut(account, response);
	}

	/** Only the apps of this browser hear of it by the browser. */
	@PostMapping("/signout/everywhere")
	ModelAndView everywhere(@AuthenticationPrincipal SignedInAccount account, HttpServletResponse response) {
		this.signOut.everywhere(account, response);
		return signedOut(account, response);
	}

	/**
	 * Whoever was on the way to an app, and was sent to sign out at a provider meanwhile,
	 * goes on.
	 */
	@GetMapping(path = SIGNED_OUT, params = "state")
	ModelAndView back(@RequestParam String state) {
		return RelyingPartyLogoutController.redirect(this.upstream.onwards(state).orElse(SIGNED_OUT));
	}

	@GetMapping(path = SIGNED_OUT, params = "!state")
	String signedOut(@RequestParam Optional<String> client, Model model) {
		client.flatMap(this.clients::findByClientId)
			.filter((found) -> found.homeUri() != null)
			.ifPresent((found) -> model.addAttribute("app", AppView.of(found)));
		return "logout/signed-out";
	}

	private ModelAndView signedOut(SignedInAccount account, HttpServletResponse response) {
		return this.wayOut.page(account, SIGNED_OUT, response)
			.orElseGet(() -> new ModelAndView("redirect:" + SIGNED_OUT));
	}

}
