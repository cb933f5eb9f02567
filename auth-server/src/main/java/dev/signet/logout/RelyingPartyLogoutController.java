package dev.signet.logout;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.signet.account.SignedInAccount;
import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import dev.signet.refusal.RefusedRequests;
import dev.signet.signin.journey.AppView;
import dev.signet.token.IdTokenHint;
import dev.signet.token.TokenReader;
import dev.signet.web.LanguageSwitch;
import dev.signet.web.RequestId;
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
 * signed-out page, and never in an error. What a client got wrong is remembered for those
 * who build it.
 */
@Controller
class RelyingPartyLogoutController {

	private static final String PATH = "/connect/logout";

	private static final List<String> PARAMETERS = List.of("id_token_hint", "client_id", "post_logout_redirect_uri",
			"state", "ui_locales");

	/**
	 * As long as an address of ours may be, with room for the other headers of a request.
	 */
	private static final int MAX_ADDRESS = 6000;

	private static final int MAX_STATE = 2000;

	private final TokenReader tokens;

	private final Clients clients;

	private final SignOut signOut;

	private final WayOut wayOut;

	private final RefusedRequests refusedRequests;

	RelyingPartyLogoutController(TokenReader tokens, Clients clients, SignOut signOut, WayOut wayOut,
			RefusedRequests refusedRequests) {
		this.tokens = tokens;
		this.clients = clients;
		this.signOut = signOut;
		this.wayOut = wayOut;
		this.refusedRequests = refusedRequests;
	}

	@GetMapping(PATH)
	ModelAndView asked(@AuthenticationPrincipal @Nullable SignedInAccount account, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		LogoutRequest asked = read(request);
		asked.refusal().ifPresent((refusal) -> remember(refusal, asked, request));
		if (account == null) {
			return leave(asked, model, false);
		}
		if (asked.proves(account)) {
			return signOut(account, asked, response, model, false);
		}
		model.addAttribute("account", account.username());
		model.addAttribute("app", asked.client().map(AppView::of).orElse(null));
		asked.refusal().ifPresent((refusal) -> {
			model.addAttribute("refusal", refusal.refusal().name());
			model.addAttribute("reference", RequestId.of(request));
		});
		model.addAttribute("parameters", parameters(request));
		model.addAttribute(LanguageSwitch.HERE, here(request));
		return new ModelAndView("logout/confirm");
	}

	/**
	 * By a client's form, which carries no token of ours, this is the same question; by
	 * the button of our page it is the answer.
	 */
	@PostMapping(PATH)
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

	/**
	 * With all parameters for which there is room: what an address cannot carry ends
	 * nowhere.
	 */
	private static String here(HttpServletRequest request) {
		StringBuilder location = new StringBuilder(PATH);
		parameters(request).forEach((name, value) -> {
			String parameter = name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
			if (location.length() + parameter.length() < MAX_ADDRESS) {
				location.append((location.indexOf("?") < 0) ? '?' : '&').append(parameter);
			}
		});
		return location.toString();
	}

	/**
	 * What is sent twice counts as not sent, and so does a state that no address could
	 * carry.
	 */
	private LogoutRequest read(HttpServletRequest request) {
		Map<String, String> sent = parameters(request);
		String state = Optional.ofNullable(sent.get("state")).filter((text) -> text.length() <= MAX_STATE).orElse(null);
		String uiLocales = sent.get("ui_locales");
		String clientId = sent.get("client_id");
		Optional<IdTokenHint> hint = Optional.ofNullable(sent.get("id_token_hint")).flatMap(this.tokens::idTokenHint);
		if (clientId != null && hint.filter((token) -> !token.audience().contains(clientId)).isPresent()) {
			// RP-Initiated Logout 1.0 §2, so nothing here is proved
			return new LogoutRequest(Optional.empty(), Optional.empty(), Optional.empty(),
					Optional.of(RefusalError.of(Refusal.LOGOUT_HINT_OF_ANOTHER_CLIENT)), state, uiLocales);
		}
		Optional<Client> client = hint.map((token) -> token.audience().get(0))
			.or(() -> Optional.ofNullable(clientId))
			.flatMap(this.clients::findByClientId)
			.filter(Client::enabled);
		Optional<String> wanted = Optional.ofNullable(sent.get("post_logout_redirect_uri"));
		Optional<String> redirectUri = wanted
			.filter((uri) -> client.filter((known) -> known.postLogoutRedirectUris().contains(uri)).isPresent());
		Optional<RefusalError> refusal = client.filter((known) -> redirectUri.isEmpty())
			.flatMap((known) -> wanted.map((uri) -> notRegistered(uri, known)));
		return new LogoutRequest(hint, client, redirectUri, refusal, state, uiLocales);
	}

	private static RefusalError notRegistered(String uri, Client client) {
		Set<String> registered = client.postLogoutRedirectUris();
		return RefusalError.of(Refusal.POST_LOGOUT_REDIRECT_URI_UNKNOWN, uri,
				registered.isEmpty() ? null : String.join(" or ", registered));
	}

	/** A client that was named counts, although it has proved nothing. */
	private void remember(RefusalError refusal, LogoutRequest asked, HttpServletRequest request) {
		Optional<Client> client = asked.client()
			.or(() -> Optional.ofNullable(parameters(request).get("client_id")).flatMap(this.clients::findByClientId));
		this.refusedRequests.record(RequestId.of(request), PATH, refusal, client.map(Client::clientId).orElse(null),
				Optional::empty);
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
