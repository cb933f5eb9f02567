package dev.signet.flow;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.signet.client.TestClients;
import dev.signet.refusal.Refusal;

import static dev.signet.flow.BadInput.row;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sections 3 to 7: blanks where a name is wanted, and other text that can be nobody's
 * name. What is only half looked at ends as an error of the server.
 */
final class BadBlanks {

	private static final String TOKEN = "/oauth2/token";

	private static final String REFRESH = "grant_type=refresh_token&refresh_token=x";

	private static final Expected UNKNOWN = Expected.invalidClient().named(Refusal.CLIENT_UNKNOWN);

	private static final Expected INVALID_REQUEST = Expected.json(400, "invalid_request");

	/** As a form has them: blank, tab, em space, two blanks, and letters of no id. */
	private static final List<String> NOBODY = List.of("%20", "%09", "%E2%80%83", "+%20", "%C3%A9");

	/** What clients say of themselves in text. */
	private static final List<String> TEXTS = List.of("client_name", "client_uri", "logo_uri", "policy_uri", "tos_uri",
			"initiate_login_uri", "token_endpoint_auth_method", "token_endpoint_auth_signing_alg",
			"request_object_signing_alg", "id_token_signed_response_alg", "userinfo_signed_response_alg",
			"introspection_signed_response_alg", "subject_type", "application_type", "scope", "jwks_uri",
			"sector_identifier_uri", "backchannel_logout_uri", "frontchannel_logout_uri", "software_id",
			"software_version");

	/** And in lists of texts. */
	private static final List<String> LISTS = List.of("redirect_uris", "post_logout_redirect_uris", "request_uris",
			"grant_types", "response_types", "contacts", "default_acr_values");

	private static final RequestSigner SIGNER = new RequestSigner();

	private final List<BadInput> rows = new ArrayList<>();

	private BadBlanks() {
	}

	static Stream<BadInput> rows() {
		BadBlanks section = new BadBlanks();
		section.clientIds();
		section.basic();
		section.assertions();
		section.parameters();
		section.metadata();
		return section.rows.stream();
	}

	private void clientIds() {
		for (String nobody : NOBODY) {
			client("refresh by client_id=" + nobody, TOKEN, REFRESH + "&client_id=" + nobody);
			client("revocation by client_id=" + nobody, "/oauth2/revoke", "token=x&client_id=" + nobody);
			client("device of client_id=" + nobody, TestDevice.ENDPOINT, "scope=openid&client_id=" + nobody);
			client("secret of client_id=" + nobody, TOKEN, REFRESH + "&client_secret=x&client_id=" + nobody);
		}
	}

	private void client(String what, String path, String body) {
		this.rows.add(row("P063", what, (scene) -> scene.refused(UNKNOWN, () -> scene.post(path, null, body))));
	}

	private void basic() {
		Expected malformed = Expected.invalidClient().named(Refusal.BASIC_MALFORMED);
		for (String path : List.of(TOKEN, "/oauth2/revoke", "/oauth2/introspect", TestDevice.ENDPOINT)) {
			this.rows.add(row("P061", "Basic of nobody: " + path, (scene) -> {
				for (String pair : List.of("%20:x", "+:+", "+:xxxxxxxxxx", " :x", "%09:x", "%E2%80%83:x", ":x",
						"CLIENT:+")) {
					String header = "Basic " + base64(pair.replace("CLIENT", scene.app().clientId()));
					scene.refused(malformed, () -> scene.post(path, header, REFRESH + "&token=x"));
				}
			}));
		}
		this.rows.add(row("P061", "Basic, and the secret after several blanks (RFC 9110 11.4)", (scene) -> {
			String header = RelyingParty.basic(scene.app().clientId(), TestClients.SECRET).replace(" ", "   ");
			Expected known = Expected.json(400, "invalid_grant").named(Refusal.REFRESH_TOKEN_UNKNOWN);
			scene.refused(known, () -> scene.post(TOKEN, header, REFRESH));
			scene.refused(known, () -> scene.post(TOKEN, header.replace("Basic", "bASIC"), REFRESH));
			scene.refused(malformed, () -> scene.post(TOKEN, header.replace("  ", " x "), REFRESH));
		}));
	}

	private void assertions() {
		for (String path : List.of(TOKEN, "/oauth2/introspect", "/oauth2/revoke")) {
			this.rows.add(row("P066", "private_key_jwt of nobody: " + path, (scene) -> {
				for (String subject : List.of(" ", "\t", "\u2003", "", "\u00e9")) {
					Map<String, Object> claims = new HashMap<>(Map.of("sub", subject, "iss", subject, "exp", 1));
					String body = Browser.encode(Map.of("grant_type", "client_credentials", "token", "x",
							"client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
							"client_assertion", scene.secret(SIGNER.sign("ES256", "JWT", claims))));
					scene.refused(Expected.invalidClient().named(Refusal.ASSERTION_MALFORMED),
							() -> scene.post(path, null, body));
				}
			}));
		}
	}

	private void parameters() {
		parameter(INVALID_REQUEST, "token", "/oauth2/introspect", Map.of("token", " "));
		parameter(INVALID_REQUEST, "token", "/oauth2/revoke", Map.of("token", " "));
		parameter(INVALID_REQUEST, "code", TOKEN, Map.of("grant_type", "authorization_code", "code", " "));
		parameter(INVALID_REQUEST, "refresh_token", TOKEN, Map.of("grant_type", "refresh_token", "refresh_token", " "));
		parameter(Expected.json(400, "invalid_request", "unsupported_grant_type"), "grant_type", TOKEN,
				Map.of("grant_type", " "));
		parameter(Expected.json(400, "invalid_scope"), "scope", TOKEN,
				Map.of("grant_type", "refresh_token", "refresh_token", "x", "scope", " "));
		for (String name : List.of("client_id", "redirect_uri")) {
			this.rows.add(row("P017", "a blank " + name,
					(scene) -> scene.refused(Expected.page(), () -> scene.authorize(name, " "))));
		}
		for (String name : List.of("scope", "response_type", "response_mode", "code_challenge", "code_challenge_method",
				"prompt", "max_age", "claims", "resource")) {
			this.rows.add(row("P026", "a blank " + name, (scene) -> scene.refused(
					Expected.back("invalid_scope", "invalid_request", "unsupported_response_type", "invalid_target"),
					() -> scene.authorize(name, " "))));
		}
	}

	private void parameter(Expected expected, String name, String path, Map<String, String> parameters) {
		this.rows.add(row("P059", "a blank " + name + ": " + path,
				(scene) -> scene.refused(expected, () -> Reply.of(scene.app().call(path, parameters)))));
	}

	private void metadata() {
		this.rows.add(row("P116", "a blank token_endpoint_auth_method", (scene) -> {
			RegistrationCalls calls = new RegistrationCalls(scene.beans());
			String token = scene.secret(calls.initialToken());
			scene.refused(Expected.json(400, "invalid_client_metadata").named(Refusal.REGISTRATION_METADATA),
					() -> Reply.of(calls.post(token, RegistrationCalls.metadata("token_endpoint_auth_method", " "))));
		}));
		this.rows.add(row("P116", "blank texts, and lists where texts are wanted", (scene) -> {
			for (String name : TEXTS) {
				refused(scene, name, "", " ", "\u2003", "\t", List.of("x"), Map.of());
			}
			for (String name : LISTS) {
				refused(scene, name, "", " ", List.of(""), List.of(" "), List.of("\u2003"), List.of(List.of("x")),
						Map.of());
			}
		}));
	}

	private static void refused(Scene scene, String member, Object... values) {
		RegistrationCalls calls = new RegistrationCalls(scene.beans());
		String token = scene.secret(calls.initialToken());
		for (Object value : values) {
			RelyingParty.Answer answer = calls.post(token, RegistrationCalls.metadata(member, value));
			assertThat(answer.error()).as("%s: %s", member, value)
				.isIn("invalid_client_metadata", "invalid_redirect_uri");
			assertThat(answer.status()).as("%s: %s", member, value).isEqualTo(400);
		}
	}

	private static String base64(String text) {
		return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

}
