package dev.signet.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.stereotype.Component;

/**
 * What a client must be like to be registered (OpenID Connect Dynamic Client Registration
 * 1.0 §2). All problems are found at once.
 */
@Component
final class ClientRules {

	private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9._~-]{1,100}");

	private static final Pattern NAME = Pattern.compile("(?U)\\S(\\P{Cntrl}{0,98}\\S)?");

	private static final Pattern REQUEST_URI = Pattern.compile("(?=.{1,512}$)([^#]*)(#[A-Za-z0-9_-]{43})?");

	private static final Set<String> AUTHENTICATION_METHODS = values(
			ClientAuthenticationMethod.CLIENT_SECRET_BASIC.getValue(),
			ClientAuthenticationMethod.CLIENT_SECRET_POST.getValue(),
			ClientAuthenticationMethod.PRIVATE_KEY_JWT.getValue(), ClientAuthenticationMethod.NONE.getValue());

	private static final Set<String> GRANT_TYPES = values(AuthorizationGrantType.AUTHORIZATION_CODE.getValue(),
			AuthorizationGrantType.REFRESH_TOKEN.getValue(), AuthorizationGrantType.CLIENT_CREDENTIALS.getValue(),
			AuthorizationGrantType.DEVICE_CODE.getValue(), AuthorizationGrantType.TOKEN_EXCHANGE.getValue());

	/** What tokens say by themselves; no claim about a person may take its place. */
	private static final Set<String> RESERVED_CLAIMS = values("iss", "sub", "aud", "exp", "iat", "nbf", "jti", "azp",
			"nonce", "auth_time", "acr", "amr", "at_hash", "c_hash", "sid", "client_id", "scope", "grant_id", "act",
			"may_act", "cnf", "events", "active", "token_type");

	private final RedirectUriRules redirectUriRules;

	private final Scopes scopes;

	private final SigningOffer signing;

	private final AcrOffer acr;

	ClientRules(RedirectUriRules redirectUriRules, Scopes scopes, SigningOffer signing, AcrOffer acr) {
		this.redirectUriRules = redirectUriRules;
		this.scopes = scopes;
		this.signing = signing;
		this.acr = acr;
	}

	/** All that is wrong with a client; empty when it may be registered. */
	List<ClientProblem> check(String clientId, ClientDetails details, Collection<PlainSecret> secrets) {
		List<ClientProblem> problems = new ArrayList<>();
		if (!CLIENT_ID.matcher(clientId).matches()) {
			problems.add(new ClientProblem("client-id",
					"A client id has 1 to 100 letters, digits, dots, hyphens, underscores or tildes.", clientId,
					"choose a short name such as demo-notes"));
		}
		if (!NAME.matcher(details.name()).matches()) {
			problems.add(new ClientProblem("name",
					"A name has 1 to 100 characters, none of them control characters, no blank at either end.",
					details.name(), "choose the name that people know the app by"));
		}
		checkWebAddresses(details, problems);
		checkRedirectUris("redirect-uris", details.redirectUris(), details, problems);
		checkRedirectUris("post-logout-redirect-uris", details.postLogoutRedirectUris(), details, problems);
		details.requestUris().forEach((uri) -> checkRequestUri(uri, problems));
		checkAuthentication(details, secrets, problems);
		checkGrantTypes(details, problems);
		checkKnown("scopes", details.scopes(), this.scopes.all(), problems);
		checkAlgorithms(details.algorithms(), problems);
		checkAlgorithms(details.keys(), problems);
		ClientSector.problem(details).ifPresent(problems::add);
		checkFrontChannel(details, problems);
		checkClaims(details.claims(), problems);
		checkKnown("default-acr-values", details.defaultAcrValues(), this.acr.references(), problems);
		problems.addAll(details.lifetimes().problems());
		problems.addAll(details.session().problems());
		return problems;
	}

	private void checkWebAddresses(ClientDetails details, List<ClientProblem> problems) {
		checkWebAddress("home-uri", details.pages().homeUri(), problems);
		checkWebAddress("logo-uri", details.pages().logoUri(), problems);
		checkWebAddress("policy-uri", details.pages().policyUri(), problems);
		checkWebAddress("tos-uri", details.pages().tosUri(), problems);
		checkWebAddress("initiate-login-uri", details.pages().initiateLoginUri(), problems);
		checkWebAddress("jwks-uri", details.keys().jwksUri(), problems);
		checkWebAddress("sector-identifier-uri", details.subject().sectorIdentifierUri(), problems);
		checkWebAddress("backchannel-logout-uri", details.logout().backchannelLogoutUri(), problems);
		checkWebAddress("frontchannel-logout-uri", details.logout().frontchannelLogoutUri(), problems);
	}

	private void checkWebAddress(String field, @Nullable URI address, List<ClientProblem> problems) {
		if (address != null) {
			this.redirectUriRules.checkWebAddress(field, address.toString()).ifPresent(problems::add);
		}
	}

	private void checkRedirectUris(String field, Set<String> uris, ClientDetails details,
			List<ClientProblem> problems) {
		for (String uri : uris) {
			this.redirectUriRules.check(field, uri, details.publicClient()).ifPresent(problems::add);
		}
	}

	/** OpenID Connect Core 1.0 §6.2: a fragment tells one version from another. */
	private void checkRequestUri(String uri, List<ClientProblem> problems) {
		Matcher parts = REQUEST_URI.matcher(uri);
		if (!parts.matches()) {
			problems.add(new ClientProblem("request-uris",
					"Where request objects stand has at most 512 characters and no fragment but a hash in base64url.",
					uri, "shorten it, and write the hash as 43 characters"));
			return;
		}
		this.redirectUriRules.checkWebAddress("request-uris", parts.group(1)).ifPresent(problems::add);
	}

	private static void checkAuthentication(ClientDetails details, Collection<PlainSecret> secrets,
			List<ClientProblem> problems) {
		checkKnown("authentication-method", Set.of(details.authenticationMethod().getValue()), AUTHENTICATION_METHODS,
				problems);
		if (!AUTHENTICATION_METHODS.contains(details.authenticationMethod().getValue())) {
			return; // what it would need besides is not known
		}
		if (!details.usesSecret() && !secrets.isEmpty()) {
			problems.add(new ClientProblem("secret", "A client that proves itself without a secret has none.",
					"a secret", "remove the secret, or choose another authentication-method"));
		}
		if (details.usesSecret() && secrets.isEmpty()) {
			problems.add(new ClientProblem("secret", "A client that proves itself by a secret has one.", "none",
					"give secret or secret-file, or make the client public with authentication-method: none"));
		}
		ClientKeyRules.check(details, problems);
		if (details.publicClient() && !details.requirePkce()) {
			problems.add(new ClientProblem("require-pkce", "A public client uses PKCE (RFC 9700 §2.1.1).", "false",
					"remove require-pkce"));
		}
		if (secrets.stream().map(PlainSecret::value).distinct().count() < secrets.size()) {
			problems.add(new ClientProblem("previous-secret", "Two secrets of a client differ.",
					"the same secret twice", "remove previous-secret"));
		}
		secrets.forEach((secret) -> problems.addAll(secret.problems()));
	}

	private static void checkGrantTypes(ClientDetails details, List<ClientProblem> problems) {
		checkKnown("grant-types", details.grantTypes(), GRANT_TYPES, problems);
		boolean code = details.uses(AuthorizationGrantType.AUTHORIZATION_CODE);
		if (details.grantTypes().isEmpty()) {
			problems.add(new ClientProblem("grant-types", "A client uses at least one grant type.", "none",
					"list authorization_code or client_credentials"));
		}
		if (code && details.redirectUris().isEmpty()) {
			problems.add(new ClientProblem("redirect-uris", "A client with authorization_code has a redirect URI.",
					"none", "list the address of the app that takes the answer"));
		}
		if (!code && !details.uses(AuthorizationGrantType.DEVICE_CODE)
				&& details.uses(AuthorizationGrantType.REFRESH_TOKEN)) {
			problems.add(
					new ClientProblem("grant-types", "Refresh tokens come with authorization_code or the device grant.",
							"refresh_token without either", "add authorization_code or remove refresh_token"));
		}
		if (details.publicClient() && details.uses(AuthorizationGrantType.CLIENT_CREDENTIALS)) {
			problems.add(new ClientProblem("grant-types",
					"A client without credentials cannot use client_credentials (RFC 6749 §4.4).", "client_credentials",
					"remove client_credentials, or give the client a secret and an authentication-method"));
		}
		if (details.publicClient() && details.uses(AuthorizationGrantType.TOKEN_EXCHANGE)) {
			problems.add(new ClientProblem("grant-types",
					"A client without credentials cannot exchange tokens (RFC 8693 §5).",
					AuthorizationGrantType.TOKEN_EXCHANGE.getValue(),
					"remove it, or give the client a secret and an authentication-method"));
		}
		if (!details.exchangeAudiences().isEmpty() && !details.uses(AuthorizationGrantType.TOKEN_EXCHANGE)) {
			problems.add(new ClientProblem("exchange-audiences",
					"Tokens are exchanged by clients with the grant type for it (RFC 8693).",
					"no " + AuthorizationGrantType.TOKEN_EXCHANGE.getValue(), "add it to grant-types"));
		}
	}

	private void checkAlgorithms(ClientAlgorithms algorithms, List<ClientProblem> problems) {
		checkSigning("id-token-algorithm", algorithms.idTokenAlgorithm(), problems);
		checkSigning("access-token-algorithm", algorithms.accessTokenAlgorithm(), problems);
		checkSigning("introspection-algorithm", algorithms.introspectionAlgorithm(), problems);
		checkSigning("user-info-algorithm", algorithms.userInfoAlgorithm(), problems);
	}

	private void checkSigning(String field, @Nullable String algorithm, List<ClientProblem> problems) {
		List<String> offered = this.signing.algorithms();
		if (algorithm != null && !offered.contains(algorithm)) {
			problems
				.add(new ClientProblem(field, "This server signs with: " + String.join(", ", offered) + ".", algorithm,
						ClientAlgorithms.KNOWN.contains(algorithm)
								? "use one of these; which there are is set by signet.key.algorithms"
								: "use one of these"));
		}
	}

	private static void checkAlgorithms(ClientKeys keys, List<ClientProblem> problems) {
		if (keys.assertionAlgorithm() != null) {
			checkKnown("assertion-algorithm", Set.of(keys.assertionAlgorithm()), ClientAssertions.ALGORITHMS, problems);
		}
		if (keys.requestObjectAlgorithm() != null) {
			checkKnown("request-object-algorithm", Set.of(keys.requestObjectAlgorithm()),
					ClientKeySets.REQUEST_OBJECT_ALGORITHMS, problems);
		}
	}

	/**
	 * Front-Channel Logout 1.0 §2: whoever signs out loads a page of the client, and of
	 * nobody else in its name.
	 */
	private static void checkFrontChannel(ClientDetails details, List<ClientProblem> problems) {
		URI address = details.logout().frontchannelLogoutUri();
		if (address == null) {
			return;
		}
		Optional<WebOrigin> origin = WebOrigin.of(address.toString());
		if (origin.isPresent() && details.redirectUris().stream().map(WebOrigin::of).anyMatch(origin::equals)) {
			return;
		}
		problems.add(new ClientProblem("frontchannel-logout-uri",
				"Front-channel logout has scheme, host and port of a redirect URI.", address.toString(),
				"use an address of the app that takes the answer"));
	}

	private static void checkClaims(Set<ClientClaim> claims, List<ClientProblem> problems) {
		for (ClientClaim claim : claims) {
			if (!ClientClaim.NAME.matcher(claim.claim()).matches() || !ClientClaim.NAME.matcher(claim.name()).matches()
					|| RESERVED_CLAIMS.contains(claim.name())) {
				problems.add(new ClientProblem("claims",
						"A claim has a name of 1 to 200 visible ASCII characters that no token uses otherwise.",
						claim.claim() + " as " + claim.name(), "choose another name"));
			}
		}
		if (claims.stream().map(ClientClaim::name).distinct().count() < claims.size()) {
			problems.add(new ClientProblem("claims", "Two claims of a client have two names.", "a name twice",
					"rename one of the two"));
		}
	}

	private static void checkKnown(String field, Collection<String> values, Collection<String> known,
			List<ClientProblem> problems) {
		for (String value : values) {
			if (!known.contains(value)) {
				problems.add(new ClientProblem(field, "Known here are: " + String.join(", ", known) + ".", value,
						"use one of these"));
			}
		}
	}

	private static Set<String> values(String... values) {
		return new TreeSet<>(List.of(values));
	}

}
