package dev.signet.client;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import dev.signet.refusal.Refusal;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.stereotype.Component;

/**
 * Reads what a client says of itself (RFC 7591 §2, OpenID Connect Dynamic Client
 * Registration 1.0 §2) and holds it to the rules. What is not known is passed over, also
 * names in other languages ({@code client_name#de}); what is known and cannot be honoured
 * is refused, unless the standard lets the server choose another value: then the answer
 * tells which. Such a client is never first-party.
 */
@Component
final class MetadataReader {

	private static final String CODE = AuthorizationGrantType.AUTHORIZATION_CODE.getValue();

	/** Protection that the client would rely on, and that there is not. */
	private static final List<String> NOT_OFFERED = List.of("id_token_encrypted_response_alg",
			"id_token_encrypted_response_enc", "userinfo_encrypted_response_alg", "userinfo_encrypted_response_enc",
			"introspection_encrypted_response_alg", "introspection_encrypted_response_enc",
			"request_object_encryption_alg", "request_object_encryption_enc");

	/** The same, where they are true. */
	private static final List<String> NOT_REQUIRED = List.of("require_signed_request_object",
			"require_pushed_authorization_requests", "dpop_bound_access_tokens",
			"tls_client_certificate_bound_access_tokens");

	/** Turns a name around, so that it reads as another one. */
	private static final Pattern TURNS_AROUND = Pattern
		.compile(".*[\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\u061c].*");

	private static final int MOST_TEXTS = 10;

	private static final int LONGEST_TEXT = 200;

	private final DynamicRegistrationProperties properties;

	private final ClientRules rules;

	private final RedirectUriRules redirectUriRules;

	private final Scopes scopes;

	private final AcrOffer acr;

	MetadataReader(DynamicRegistrationProperties properties, ClientRules rules, RedirectUriRules redirectUriRules,
			Scopes scopes, AcrOffer acr) {
		this.properties = properties;
		this.rules = rules;
		this.redirectUriRules = redirectUriRules;
		this.scopes = scopes;
		this.acr = acr;
	}

	/**
	 * Reads a document.
	 * @param clientId of the client that it is about
	 * @param vouchedFor whether the client has, or came with, an initial access token
	 * @throws RegistrationRefused with all that is wrong
	 */
	ReadMetadata read(String clientId, byte[] document, boolean vouchedFor) {
		JsonMembers members = JsonMembers.parse(document);
		if (members.has("software_statement")) {
			throw RegistrationRefused.of(Refusal.REGISTRATION_SOFTWARE_STATEMENT);
		}
		ClientDetails details = details(clientId, members);
		checkRedirectUris(members, details);
		checkGrantTypes(members, details, vouchedFor);
		checkPages(members, details);
		checkSector(members, details);
		checkNotOffered(members);
		Map<String, Object> others = others(members);
		// Which secret it gets is not the client's choice
		List<PlainSecret> secrets = details.usesSecret()
				? List.of(new PlainSecret("client_secret", "x".repeat(ClientSecrets.SHORTEST), null)) : List.of();
		this.rules.check(clientId, details, secrets)
			.stream()
			.map(MetadataNames::inTheStandardsWords)
			.forEach(members::add);
		if (!members.problems().isEmpty()) {
			throw RegistrationRefused.of(members.problems());
		}
		return new ReadMetadata(details, others, members.text("client_id"), members.text("client_secret"));
	}

	private ClientDetails details(String clientId, JsonMembers members) {
		ClientAuthenticationMethod method = ClientAuthenticationMethod
			.valueOf(members.text("token_endpoint_auth_method", "client_secret_basic"));
		ClientPages pages = new ClientPages(members.address("client_uri"), members.address("logo_uri"),
				members.address("policy_uri"), members.address("tos_uri"), members.address("initiate_login_uri"));
		ClientLifetimes usual = ClientLifetimes.DEFAULT;
		return new ClientDetails(members.text("client_name", clientId), pages, method,
				new ClientKeys(members.json("jwks"), members.address("jwks_uri"),
						members.text("token_endpoint_auth_signing_alg"), members.text("request_object_signing_alg")),
				false, this.properties.requirePkce() || method.equals(ClientAuthenticationMethod.NONE),
				new LinkedHashSet<>(members.textsOrNone("redirect_uris")),
				new LinkedHashSet<>(members.textsOrNone("post_logout_redirect_uris")),
				new LinkedHashSet<>(members.textsOrNone("request_uris")), scopes(members),
				new LinkedHashSet<>(Objects.requireNonNullElse(members.texts("grant_types"), List.of(CODE))), Set.of(),
				new ClientLifetimes(usual.accessToken(), usual.idToken(), usual.refreshToken(), usual.grant(),
						usual.refreshGrace(), members.seconds("default_max_age", ClientLifetimes.LONGEST_GRANT)),
				algorithms(members),
				new ClientSubject("pairwise".equals(oneOf(members, "subject_type", List.of("public", "pairwise")))
						? SubjectType.PAIRWISE : SubjectType.PUBLIC, members.address("sector_identifier_uri")),
				new ClientLogout(members.address("backchannel_logout_uri"),
						members.isTrue("backchannel_logout_session_required"),
						members.address("frontchannel_logout_uri"),
						members.isTrue("frontchannel_logout_session_required")),
				Set.of(), SecondFactorNeed.NONE, defaultAcrValues(members), session(members));
	}

	/**
	 * Who needs to know when somebody signed in ({@code require_auth_time}) gets no
	 * sign-in of which nobody knows.
	 */
	private static ClientSession session(JsonMembers members) {
		return members.isTrue("require_auth_time") ? ClientSession.DATED : ClientSession.ANY;
	}

	/**
	 * A wish (OpenID Connect Core 1.0 §5.5.1.1), so that of values which nobody here can
	 * reach only the others are taken; the answer tells which.
	 */
	private List<String> defaultAcrValues(JsonMembers members) {
		List<String> reachable = this.acr.references();
		return few(members, "default_acr_values").stream().filter(reachable::contains).distinct().toList();
	}

	private static ClientAlgorithms algorithms(JsonMembers members) {
		ClientAlgorithms usual = ClientAlgorithms.DEFAULT;
		return new ClientAlgorithms(members.text("id_token_signed_response_alg", usual.idTokenAlgorithm()),
				usual.accessTokenAlgorithm(), members.text("userinfo_signed_response_alg"),
				members.text("introspection_signed_response_alg", usual.introspectionAlgorithm()));
	}

	/**
	 * RFC 7591 §2 lets the server choose when scopes are asked for that it does not give:
	 * it gives the others.
	 */
	private Set<String> scopes(JsonMembers members) {
		Set<String> allowed = new LinkedHashSet<>(this.properties.scopes());
		allowed.retainAll(this.scopes.all());
		String wanted = members.text("scope");
		if (wanted == null) {
			return allowed;
		}
		Set<String> scopes = new LinkedHashSet<>(Arrays.asList(wanted.split(" ")));
		scopes.retainAll(allowed);
		if (scopes.isEmpty()) {
			members.wrong("scope", "A client that registers itself may have: " + String.join(" ", allowed) + ".",
					"ask for some of these, or leave scope out");
		}
		return scopes;
	}

	/** The same as the general rules, but by their places in the list. */
	private void checkRedirectUris(JsonMembers members, ClientDetails details) {
		boolean web = "web".equals(oneOf(members, "application_type", List.of("web", "native")));
		List<String> redirectUris = members.textsOrNone("redirect_uris");
		for (int i = 0; i < redirectUris.size(); i++) {
			String field = "redirect_uris[%d]".formatted(i);
			String uri = redirectUris.get(i);
			this.redirectUriRules.check(field, uri, details.publicClient())
				.map(MetadataNames::inTheStandardsWords)
				.ifPresent(members::add);
			if (web && !isWebAddress(uri)) {
				members.wrong(field, "The redirect URIs of a web application are https.", uri,
						"use https, or register it with application_type native");
			}
		}
	}

	private static void checkGrantTypes(JsonMembers members, ClientDetails details, boolean vouchedFor) {
		List<String> responseTypes = members.texts("response_types");
		boolean code = details.uses(AuthorizationGrantType.AUTHORIZATION_CODE);
		if (responseTypes != null && !responseTypes.equals(code ? List.of("code") : List.of())) {
			members.wrong("response_types", "There is one response type, code, for the grant type authorization_code.",
					String.join(", ", responseTypes), "register response_types ['code'] or leave it out");
		}
		if (details.uses(AuthorizationGrantType.TOKEN_EXCHANGE)) {
			members.wrong("grant_types", "Who may exchange tokens is decided by the operator.", "token-exchange",
					"ask the operator to register the client");
		}
		if (details.uses(AuthorizationGrantType.CLIENT_CREDENTIALS) && !vouchedFor) {
			members.wrong("grant_types", "Services register with an initial access token.", "client_credentials",
					"register with an initial access token, or leave client_credentials out");
		}
	}

	private static void checkPages(JsonMembers members, ClientDetails details) {
		URI initiateLogin = details.pages().initiateLoginUri();
		if (initiateLogin != null && !"https".equals(initiateLogin.getScheme())) {
			members.wrong("initiate_login_uri", "The address where others may start a sign-in is https.", "use https");
		}
		if (TURNS_AROUND.matcher(details.name()).matches()) {
			members.wrong("client_name", "A name has no characters that change the direction of writing.",
					"remove them");
		}
	}

	/**
	 * OpenID Connect Core 1.0 §8.1: whoever gets names of a sector otherwise than by a
	 * redirect URI has not proved that it is one of it.
	 */
	private static void checkSector(JsonMembers members, ClientDetails details) {
		if (details.subject().subjectType() == SubjectType.PUBLIC) {
			return;
		}
		if (details.subject().sectorIdentifierUri() != null && details.uses(AuthorizationGrantType.DEVICE_CODE)) {
			members.wrong("grant_types",
					"The device grant passes no redirect URI, so no document proves the sector of pairwise subjects.",
					AuthorizationGrantType.DEVICE_CODE.getValue(),
					"register the device as a client of its own, without sector_identifier_uri");
		}
		if (ClientSector.isLeftBySignOuts(details)) {
			members.wrong("backchannel_logout_uri",
					"Logout tokens with pairwise subjects stay on a host of the redirect URIs or of the sector.",
					String.valueOf(details.logout().backchannelLogoutUri()), "use an address there");
		}
	}

	private static void checkNotOffered(JsonMembers members) {
		for (String name : NOT_OFFERED) {
			if (members.has(name)) {
				members.wrong(name, "Nothing is encrypted here but by TLS.", "leave it out");
			}
		}
		for (String name : NOT_REQUIRED) {
			if (members.isTrue(name)) {
				members.wrong(name, "This is not offered here.", "leave it out");
			}
		}
	}

	/**
	 * What is told again as it came. Apart from {@code application_type}, which decides
	 * the rules for redirect URIs, and {@code require_auth_time} it only says who made
	 * the client.
	 */
	private static Map<String, Object> others(JsonMembers members) {
		Map<String, Object> others = new LinkedHashMap<>();
		// RFC 7591 has no such member, so apps on a device often do not send it
		boolean web = members.textsOrNone("redirect_uris").stream().allMatch(MetadataReader::isWebAddress);
		others.put("application_type", members.text("application_type", web ? "web" : "native"));
		for (String name : List.of("software_id", "software_version")) {
			String text = members.text(name);
			keep(others, name, text);
			if (text != null && text.length() > LONGEST_TEXT) {
				members.wrong(name, "This has at most 200 characters.", "use a shorter one");
			}
		}
		List<String> contacts = few(members, "contacts");
		keep(others, "contacts", members.has("contacts") ? contacts : null);
		keep(others, "require_auth_time", members.truth("require_auth_time"));
		return others;
	}

	/** Texts of which there are no more than anybody would look at. */
	private static List<String> few(JsonMembers members, String name) {
		List<String> texts = members.textsOrNone(name);
		if (texts.size() > MOST_TEXTS || texts.stream().anyMatch((text) -> text.length() > LONGEST_TEXT)) {
			members.wrong(name, "These are at most 10, of at most 200 characters.", "name the most important");
		}
		return texts;
	}

	private static boolean isWebAddress(String uri) {
		return uri.startsWith("https:") || uri.startsWith("http:");
	}

	private static void keep(Map<String, Object> others, String name, @Nullable Object value) {
		if (value != null) {
			others.put(name, value);
		}
	}

	private static @Nullable String oneOf(JsonMembers members, String name, List<String> known) {
		String value = members.text(name);
		if (value == null || known.contains(value)) {
			return value;
		}
		members.wrong(name, "Known here are: " + String.join(", ", known) + ".", "use one of these");
		return null;
	}

}
