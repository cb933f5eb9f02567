package dev.signet.protocol.authorization;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.consent.Particulars;
import dev.signet.protocol.error.ClaimedClient;
import dev.signet.protocol.error.FormBody;
import dev.signet.protocol.request.ClaimsParameter;
import dev.signet.protocol.request.ParameterRules;
import dev.signet.protocol.request.ProvedRequest;
import dev.signet.protocol.request.RegisteredRedirectUris;
import dev.signet.protocol.request.RequestObjects;
import dev.signet.protocol.request.RequestParameters;
import dev.signet.protocol.request.ResumeFilter;
import dev.signet.protocol.request.UnprovedRequest;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import dev.signet.session.SessionAuthentication;
import dev.signet.web.PublicAddress;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.stereotype.Component;

/**
 * Reads an authorization request (RFC 6749 §4.1.1, OpenID Connect Core 1.0 §3.1.2.1) and
 * holds it to the rules, a class for each concern. The client and its redirect URI come
 * first: until both are proved, nothing is sent anywhere. It stands in for the
 * framework's converter, which refuses most mistakes without telling the client, and lets
 * others pass. A request object is opened as soon as the client is known; the rules do
 * not see how a parameter came.
 */
@Component
class AuthorizationRequestConverter implements AuthenticationConverter {

	private final Clients clients;

	private final RequestObjects requestObjects;

	private final InteractionRules interaction;

	private final AcrRules acr;

	private final SubjectHints subjects;

	private final ResourceIndicators resources;

	private final Accounts accounts;

	private final PublicAddress address;

	AuthorizationRequestConverter(Clients clients, RequestObjects requestObjects, InteractionRules interaction,
			AcrRules acr, SubjectHints subjects, ResourceIndicators resources, Accounts accounts,
			PublicAddress address) {
		this.clients = clients;
		this.requestObjects = requestObjects;
		this.interaction = interaction;
		this.acr = acr;
		this.subjects = subjects;
		this.resources = resources;
		this.accounts = accounts;
		this.address = address;
	}

	@Override
	public Authentication convert(HttpServletRequest request) {
		ProvedRequest proved = prove(request);
		ParameterRules.check(proved);
		ResponseRules.check(proved);
		ProofKeyRules.check(proved);
		Set<String> prompt = this.interaction.prompt(proved);
		Set<String> asked = ScopeRules.read(proved);
		Set<String> allowed = ResumeFilter.allowed(request);
		ClaimsParameter claims = ClaimRules.read(proved, asked, allowed);
		Set<String> scopesToAllow = new LinkedHashSet<>(asked);
		scopesToAllow.addAll(ClaimRules.scopes(claims));
		Set<String> granted = new LinkedHashSet<>(asked);
		if (allowed != null) {
			scopesToAllow.retainAll(allowed);
			granted.retainAll(allowed);
		}
		Map<String, Object> additional = new HashMap<>();
		proved.parameters().all().forEach((name, values) -> additional.put(name, values[0]));
		// Beside a request_uri the framework would leave out its own rules
		additional.keySet().removeAll(List.of("response_type", "client_id", "scope", "state", "request_uri"));
		new Asked(prompt, this.interaction.maxAge(proved, claims), this.subjects.expected(proved, claims.subjects()),
				this.acr.read(proved, claims), scopesToAllow)
			.carryIn(additional);
		additional.put(Particulars.class.getName(),
				new Particulars(this.resources.read(proved, asked, allowed),
						claims.values().inIdToken(claims.idToken(), this::person),
						claims.values().inUserInfo(claims.userInfo(), this::person)));
		return new OAuth2AuthorizationCodeRequestAuthenticationToken(this.address.to("/oauth2/authorize"),
				proved.client().clientId(), principal(), proved.redirectUri(), proved.state(), granted, additional);
	}

	private ProvedRequest prove(HttpServletRequest request) {
		if (request.getMethod().equals("POST")) {
			FormBody.refusal(request).ifPresent((error) -> {
				throw new UnprovedRequest(error);
			});
		}
		RequestParameters sent = new RequestParameters(request.getParameterMap());
		Client client = client(sent);
		RequestParameters parameters = this.requestObjects.open(client, sent);
		parameters.countFor(request);
		return new ProvedRequest(client, redirectUri(parameters, client), parameters);
	}

	private Client client(RequestParameters parameters) {
		String clientId = parameters.only("client_id");
		if (clientId == null) {
			throw new UnprovedRequest(RefusalError.of(Refusal.CLIENT_ID_MISSING));
		}
		return this.clients.findByClientId(clientId)
			.filter(Client::enabled)
			.orElseThrow(() -> new UnprovedRequest(
					RefusalError.of(Refusal.CLIENT_ID_UNKNOWN, ClaimedClient.shown(clientId))));
	}

	private static String redirectUri(RequestParameters parameters, Client client) {
		if (!parameters.has("redirect_uri") && client.redirectUris().size() == 1 && !mayBeOpenId(parameters)) {
			return client.redirectUris().iterator().next();
		}
		String redirectUri = parameters.only("redirect_uri");
		if (redirectUri == null) {
			throw new UnprovedRequest(RefusalError.of(Refusal.REDIRECT_URI_MISSING, null, registered(client)));
		}
		if (!RegisteredRedirectUris.contain(client, redirectUri)) {
			throw new UnprovedRequest(RefusalError.of(Refusal.REDIRECT_URI_UNKNOWN, redirectUri, registered(client)));
		}
		return redirectUri;
	}

	/** OpenID Connect wants the redirect URI to be sent (Core 1.0 §3.1.2.1). */
	private static boolean mayBeOpenId(RequestParameters parameters) {
		return parameters.values("scope").stream().anyMatch((scope) -> scope.contains(OidcScopes.OPENID));
	}

	private static @Nullable String registered(Client client) {
		return client.redirectUris().isEmpty() ? null : String.join(" or ", client.redirectUris());
	}

	private @Nullable Account person() {
		return (principal() instanceof SessionAuthentication session)
				? this.accounts.find(session.getPrincipal().accountId()).orElse(null) : null;
	}

	private static Authentication principal() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		return (authentication == null) ? ProvedRequest.NOBODY : authentication;
	}

}
