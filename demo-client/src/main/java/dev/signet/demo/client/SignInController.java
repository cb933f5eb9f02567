package dev.signet.demo.client;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The way to the authorization server, and the page for those who come back with empty
 * hands.
 */
@Controller
class SignInController {

	private final ServerCheck server;

	SignInController(ServerCheck server) {
		this.server = server;
	}

	@GetMapping("/signin")
	String signIn() {
		return this.server.answers() ? "redirect:/oauth2/authorization/" + ClientSecurity.SIGNET
				: "redirect:/signin/failed?reason=" + SignInFailure.AWAY.reason();
	}

	@GetMapping("/signin/failed")
	String failed(@RequestParam(defaultValue = "") String reason, Model model, HttpServletResponse response) {
		SignInFailure failure = SignInFailure.of(reason);
		response.setStatus((failure == SignInFailure.AWAY) ? HttpStatus.SERVICE_UNAVAILABLE.value()
				: HttpStatus.FORBIDDEN.value());
		model.addAttribute("failure", failure);
		return "failed";
	}

}
