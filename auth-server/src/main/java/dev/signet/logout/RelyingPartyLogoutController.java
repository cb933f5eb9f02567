package dev.signet.logout;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.signet.account.SignedInAccount;
import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.signin.AppView;
import dev.signet.token.IdTokenHint;
import dev.signet.token.TokenReader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/**
 * RP-initiated logout (RP-Initiated Logout 1.0 §2). A proved request signs out at once
 * and returns to the client; anything else ends on a page with one button, or on the
 * signed-out page, and never in an error.
 */
@Controller
class RelyingPartyLogoutController {

	private static final List<String> PARAMETERS = List.of("id_token_hint", "client_id", "post_logout_redirect_uri",
			"state");

	private final TokenReader tokens;

	private final Clients clients;

	private final SignOut signOut;

	RelyingPartyLogoutController(TokenReader tokens, Clients clients, SignOut signOut) {
		this.tokens = tokens;
		this.clients = clients;
		this.signOut = signOut;
	}

	@GetMapping("/connect/logout")
	ModelAndView asked(@AuthenticationPrincipal @Nullable SignedInAccount account, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		LogoutRequest asked = read(request);
		if (account == null) {
			return leave(asked, model, false);
		}
		if (asked.proves(account)) {
			this.signOut.here(account, response);
			return leave(asked, model, false);
		}
		model.addAttribute("account", account.username());
		model.addAttribute("app", asked.client().map(AppView::of).orElse(null));
		model.addAttribute("parameters", parameters(request));
		return new ModelAndView("logout/confirm");
	}

	/**
	 * By a client's form, which carries no token of ours, this is the same question; by
	 * the button of our page it is the answer.
	 */
	@PostMapping("/connect/logout")
	ModelAndView confirmed(@AuthenticationPrincipal @Nullable SignedInAccount account, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		if (request.getParameter("_csrf") == null) {
			return (account == null) ? revisit(request) : asked(account, request, response, model);
		}
		if (account != null) {
			this.signOut.here(account, response);
		}
		return leave(read(request), model, true);
	}

	/**
	 * A cross-site POST brings no cookie: look again by GET, where the browser sends it.
	 */
	private static ModelAndView revisit(HttpServletRequest request) {
		StringBuilder location = new StringBuilder("/connect/logout");
		parameters(request).forEach((name, value) -> location.append((location.indexOf("?") < 0) ? '?' : '&')
			.append(name)
			.append('=')
			.append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
		return redirect(location.toString());
	}

	private LogoutRequest read(HttpServletRequest request) {
		Optional<IdTokenHint> hint = Optional.ofNullable(request.getParameter("id_token_hint"))
			.flatMap(this.tokens::idTokenHint);
		String clientId = request.getParameter("client_id");
		Optional<Client> client = hint.map((token) -> token.audience().get(0))
			.filter((audience) -> clientId == null || clientId.equals(audience))
			.or(() -> hint.isPresent() ? Optional.empty() : Optional.ofNullable(clientId))
			.flatMap(this.clients::findByClientId);
		Optional<String> redirectUri = Optional.ofNullable(request.getParameter("post_logout_redirect_uri"))
			.filter((uri) -> client.filter((known) -> known.postLogoutRedirectUris().contains(uri)).isPresent());
		return new LogoutRequest(hint, client, redirectUri, request.getParameter("state"));
	}

	/**
	 * To the client when it proved where; a form post must leave by a page of ours,
	 * because the content policy holds back its redirects.
	 */
	private static ModelAndView leave(LogoutRequest asked, Model model, boolean posted) {
		if (asked.redirectUri().isEmpty()) {
			return redirect(asked.client()
				.map((client) -> "/signed-out?client=" + URLEncoder.encode(client.clientId(), StandardCharsets.UTF_8))
				.orElse("/signed-out"));
		}
		String address = withState(asked.redirectUri().get(), asked.state());
		if (!posted) {
			return redirect(address);
		}
		model.addAttribute("address", address);
		model.addAttribute("app", asked.client().map(AppView::of).orElse(null));
		return new ModelAndView("signin/continue");
	}

	private static ModelAndView redirect(String address) {
		RedirectView view = new RedirectView(address);
		view.setStatusCode(HttpStatus.SEE_OTHER);
		view.setExpandUriTemplateVariables(false);
		view.setExposeModelAttributes(false);
		return new ModelAndView(view);
	}

	private static String withState(String redirectUri, @Nullable String state) {
		return (state == null) ? redirectUri : redirectUri + ((redirectUri.indexOf('?') < 0) ? '?' : '&') + "state="
				+ URLEncoder.encode(state, StandardCharsets.UTF_8);
	}

	private static Map<String, String> parameters(HttpServletRequest request) {
		Map<String, String> parameters = new LinkedHashMap<>();
		for (String name : PARAMETERS) {
			String value = request.getParameter(name);
			if (value != null) {
				parameters.put(name, value);
			}
		}
		return parameters;
	}

}
