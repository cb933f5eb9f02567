package dev.signet.demo.client;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The pages of the app: the front door, and what is behind it.
 */
@Controller
class HomeController {

	private static final Logger logger = LoggerFactory.getLogger(HomeController.class);

	/** What the page's buttons may call. */
	private static final Map<String, String> CALLS = Map.of("me", "/api/me", "notes", "/api/notes", "sealed",
			"/api/notes/sealed", "report", "/api/admin/report");

	private final OAuth2AuthorizedClientRepository clients;

	private final DemoApi api;

	private final TokenRefresh refresh;

	private final Clock clock;

	HomeController(OAuth2AuthorizedClientRepository clients, DemoApi api, TokenRefresh refresh, Clock clock) {
		this.clients = clients;
		this.api = api;
		this.refresh = refresh;
		this.clock = clock;
	}

	@GetMapping("/")
	String landing(@Nullable OAuth2AuthenticationToken person) {
		return (person != null) ? "redirect:/home" : "landing";
	}

	@GetMapping("/home")
	String home(OAuth2AuthenticationToken person, @AuthenticationPrincipal OidcUser user, HttpServletRequest request,
			Model model) {
		OAuth2AuthorizedClient tokens = tokens(person, request);
		model.addAttribute("aboutThePerson", Claim.aboutThePerson(user));
		model.addAttribute("aboutTheSignIn", Claim.aboutTheSignIn(user));
		model.addAttribute("signedIn", signedIn(user));
		model.addAttribute("idToken", DecodedToken.of(user.getIdToken(), this.clock));
		model.addAttribute("accessToken",
				(tokens != null) ? DecodedToken.of(tokens.getAccessToken(), this.clock) : null);
		return "home";
	}

	@GetMapping("/admin")
	String admin() {
		return "admin";
	}

	@PostMapping("/api-call")
	String call(@RequestParam String what, RedirectAttributes flash) {
		String path = CALLS.get(what);
		if (path == null) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
		}
		flash.addFlashAttribute("answer", this.api.get(path));
		return "redirect:/home#api";
	}

	@PostMapping("/tokens/refresh")
	String refresh(OAuth2AuthenticationToken person, HttpServletRequest request, RedirectAttributes flash) {
		flash.addFlashAttribute("refreshed", refresh(person, tokens(person, request)));
		return "redirect:/home#tokens";
	}

	private String refresh(OAuth2AuthenticationToken person, @Nullable OAuth2AuthorizedClient tokens) {
		if (tokens == null) {
			return "There are no tokens to renew. Sign out and in again.";
		}
		try {
			return this.refresh.now(person, tokens) ? "Renewed: the tokens below are brand new."
					: "The server gave this app no refresh token, so the tokens stay as they are.";
		}
		catch (OAuth2AuthorizationException | OAuth2AuthenticationException ex) {
			logger.info("Tokens not renewed: {}", ex.getMessage());
			return "The server did not renew them. Sign out and in again.";
		}
	}

	private @Nullable OAuth2AuthorizedClient tokens(OAuth2AuthenticationToken person, HttpServletRequest request) {
		return this.clients.loadAuthorizedClient(ClientSecurity.SIGNET, person, request);
	}

	/** When and how the person proved who they are, as far as the server tells. */
	private @Nullable String signedIn(OidcUser user) {
		Instant at = user.getAuthenticatedAt();
		if (at == null) {
			return null;
		}
		Instant now = this.clock.instant();
		String when = at.plusSeconds(5).isAfter(now) ? "just now" : Times.between(at, now) + " ago";
		List<String> how = user.getAuthenticationMethods();
		return (how == null || !how.contains("pwd")) ? when : when + ", with a password";
	}

}
