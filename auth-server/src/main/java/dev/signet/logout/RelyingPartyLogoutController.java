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
import dev.signet.signin.journey.AppView;
import dev.signet.token.IdTokenHint;
import dev.signet.token.TokenReader;
import dev.signet.web.LanguageSwitch;
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
			"state", "ui_locales");

	private final TokenReader tokens;

	private final Clients clients;

	private final SignOut signOut;

	private final WayOut wayOut;

	RelyingPartyLogoutController(TokenReader tokens, Clients clients, SignOut signOut, WayOut wayOut) {
		this.tokens = tokens;
		this.clients = clients;
		this.signOut = signOut;
		this.wayOut = wayOut;
	}

	@GetMapping("/connect/logout")
	ModelAndView asked(@AuthenticationPrincipal @Nullable SignedInAccount account, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		LogoutRequest asked = read(request);
		if (account == null) {
			return leave(asked, model, false);
		}
		if (asked.proves(account)) {
			return signOut(account, asked, response, model, false);
		}
		model.addAttribute("account", account.username());
		model.addAttribute("app", asked.client().map(AppView::of).orElse(null));
		model.addAttribute("redirectRefused", asked.redirectRefused());
		model.addAttribute("parameters", parameters(request));
		model.addAttribute(LanguageSwitch.HERE, here(request));
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
		LogoutRequest asked = read(request);
		return (account != null) ? signOut(account, asked, response, model, true) : leave(asked, model, true);
	}

	private ModelAndView signOut(SignedInAccount account, LogoutRequest asked, HttpServletResponse response,
			Model model, boolean posted) {
		this.signOut.here(account, response);
		return this.wayOut.page(account, asked.next(), response).orElseGet(() -> leave(asked, model, posted));
	}

	/**
	 * A cross-site POST brings no cookie: look again by GET, where the browser sends it.
	 */
	private static ModelAndView revisit(HttpServletRequest request) {
		return redirect(here(request));
	}

	private static String here(HttpServletRequest request) {
		StringBuilder location = new StringBuilder("/connect/logout");
		parameters(request).forEach((name, value) -> location.append((location.indexOf("?") < 0) ? '?' : '&')
			.append(name)
			.append('=')
			.append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
		return location.toString();
	}

	/** What is sent twice counts as not sent. */
	private LogoutRequest read(HttpServletRequest request) {
		Map<String, String> sent = parameters(request);
		String state = sent.get("state");
		String uiLocales = sent.get("ui_locales");
		String clientId = sent.get("client_id");
		Optional<IdTokenHint> hint = Optional.ofNullable(sent.get("id_token_hint")).flatMap(this.tokens::idTokenHint);
		if (clientId != null && hint.filter((token) -> !token.audience().contains(clientId)).isPresent()) {
			// Given to another client (RP-Initiated Logout 1.0 §2), so nothing here is
			// proved
			return new LogoutRequest(Optional.empty(), Optional.empty(), Optional.empty(), false, state, uiLocales);
		}
		Optional<Client> client = hint.map((token) -> token.audience().get(0))
			.or(() -> Optional.ofNullable(clientId))
			.flatMap(this.clients::findByClientId)
			.filter(Client::enabled);
		Optional<String> redirectUri = Optional.ofNullable(sent.get("post_logout_redirect_uri"))
			.filter((uri) -> client.filter((known) -> known.postLogoutRedirectUris().contains(uri)).isPresent());
		return new LogoutRequest(hint, client, redirectUri,
				client.isPresent() && redirectUri.isEmpty() && sent.containsKey("post_logout_redirect_uri"), state,
				uiLocales);
	}

	/**
	 * To the client when it proved where; a form post must leave by a page of ours,
	 * because the content policy holds back its redirects.
	 */
	private static ModelAndView leave(LogoutRequest asked, Model model, boolean posted) {
		if (!posted || asked.redirectUri().isEmpty()) {
			return redirect(asked.next());
		}
		model.addAttribute("address", asked.next());
		model.addAttribute("app", asked.client().map(AppView::of).orElse(null));
		return new ModelAndView("signin/continue");
	}

	static ModelAndView redirect(String address) {
		RedirectView view = new RedirectView(address);
		view.setStatusCode(HttpStatus.SEE_OTHER);
		view.setExpandUriTemplateVariables(false);
		view.setExposeModelAttributes(false);
		return new ModelAndView(view);
	}

	private static Map<String, String> parameters(HttpServletRequest request) {
		Map<String, String> parameters = new LinkedHashMap<>();
		for (String name : PARAMETERS) {
			String[] values = request.getParameterValues(name);
			if (values != null && values.length == 1) {
				parameters.put(name, values[0]);
			}
		}
		return parameters;
	}

}
