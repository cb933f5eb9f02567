package dev.signet.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.stereotype.Component;

/**
 * What a client must be like to be registered (OpenID Connect Dynamic Client Registration
 * 1.0 §2). All problems are found at once.
 */
@Component
final class ClientRules {

	private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9._~-]{1,100}");

	private static final Pattern NAME = Pattern.compile("(?U)\\S(\\P{Cntrl}{0,98}\\S)?");

	private static final Set<String> AUTHENTICATION_METHODS = values(
			ClientAuthenticationMethod.CLIENT_SECRET_BASIC.getValue(),
			ClientAuthenticationMethod.CLIENT_SECRET_POST.getValue(), ClientAuthenticationMethod.NONE.getValue());

	private static final Set<String> GRANT_TYPES = values(AuthorizationGrantType.AUTHORIZATION_CODE.getValue(),
			AuthorizationGrantType.REFRESH_TOKEN.getValue(), AuthorizationGrantType.CLIENT_CREDENTIALS.getValue());

	/** Those that the key ring has keys for. */
	private static final Set<String> ALGORITHMS = values(SignatureAlgorithm.RS256.getName());

	private final RedirectUriRules redirectUriRules;

	private final Scopes scopes;

	ClientRules(RedirectUriRules redirectUriRules, Scopes scopes) {
		this.redirectUriRules = redirectUriRules;
		this.scopes = scopes;
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
		checkWebAddress("home-uri", details.homeUri(), problems);
		checkWebAddress("backchannel-logout-uri", details.backchannelLogoutUri(), problems);
		checkWebAddress("frontchannel-logout-uri", details.frontchannelLogoutUri(), problems);
		checkRedirectUris("redirect-uris", details.redirectUris(), details, problems);
		checkRedirectUris("post-logout-redirect-uris", details.postLogoutRedirectUris(), details, problems);
		checkAuthentication(details, secrets, problems);
		checkGrantTypes(details, problems);
		checkKnown("scopes", details.scopes(), this.scopes.all(), problems);
		checkKnown("id-token-algorithm", Set.of(details.idTokenAlgorithm().getName()), ALGORITHMS, problems);
		problems.addAll(details.lifetimes().problems());
		return problems;
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

	private static void checkAuthentication(ClientDetails details, Collection<PlainSecret> secrets,
			List<ClientProblem> problems) {
		checkKnown("authentication-method", Set.of(details.authenticationMethod().getValue()), AUTHENTICATION_METHODS,
				problems);
		if (details.publicClient() && !secrets.isEmpty()) {
			problems.add(new ClientProblem("secret", "A public client has no secret.", "a secret",
					"remove the secret, or choose another authentication-method than none"));
		}
		if (!details.publicClient() && secrets.isEmpty()) {
			problems.add(new ClientProblem("secret", "A confidential client has a secret.", "none",
					"give secret or secret-file, or make the client public with authentication-method: none"));
		}
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
		if (!code && details.uses(AuthorizationGrantType.REFRESH_TOKEN)) {
			problems.add(new ClientProblem("grant-types", "Refresh tokens come with authorization_code.",
					"refresh_token without authorization_code", "add authorization_code or remove refresh_token"));
		}
		if (details.publicClient() && details.uses(AuthorizationGrantType.CLIENT_CREDENTIALS)) {
			problems.add(new ClientProblem("grant-types",
					"A client without credentials cannot use client_credentials (RFC 6749 §4.4).", "client_credentials",
					"remove client_credentials, or give the client a secret and an authentication-method"));
		}
	}

	private static void checkKnown(String field, Set<String> values, Set<String> known, List<ClientProblem> problems) {
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
