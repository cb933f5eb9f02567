package dev.signet.protocol;

import java.util.List;
import java.util.Map;

import dev.signet.client.Scopes;

import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.stereotype.Component;

/**
 * Makes both discovery documents (OpenID Connect Discovery 1.0 §3, RFC 8414 §2) say what
 * this server does: all of it, and nothing else. The framework announces more than is
 * configured.
 */
@Component
class Metadata {

	private static final List<String> CONFIDENTIAL = List.of("client_secret_basic", "client_secret_post");

	private static final List<String> ALL = List.of("client_secret_basic", "client_secret_post", "none");

	private static final List<String> CLAIMS = List.of("sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "amr",
			"azp", "at_hash", "sid", "name", "given_name", "family_name", "preferred_username", "locale", "zoneinfo",
			"updated_at", "email", "email_verified", "roles");

	private final Scopes scopes;

	Metadata(Scopes scopes) {
		this.scopes = scopes;
	}

	void configure(OAuth2AuthorizationServerConfigurer server) {
		server.authorizationServerMetadataEndpoint((endpoint) -> endpoint
			.authorizationServerMetadataCustomizer((document) -> document.claims(this::describe)));
		server.oidc((oidc) -> oidc.providerConfigurationEndpoint((endpoint) -> endpoint
			.providerConfigurationCustomizer((document) -> document.claims(this::describeOpenId))));
	}

	/** What both documents say. */
	private void describe(Map<String, Object> document) {
		document.keySet()
			.removeAll(List.of("dpop_signing_alg_values_supported", "tls_client_certificate_bound_access_tokens"));
		document.putAll(Map.of("scopes_supported", this.scopes.all().stream().sorted().toList(),
				"response_types_supported", List.of("code"), "response_modes_supported", List.of("query"),
				"grant_types_supported", List.of("authorization_code", "refresh_token", "client_credentials"),
				"token_endpoint_auth_methods_supported", ALL, "revocation_endpoint_auth_methods_supported", ALL,
				"introspection_endpoint_auth_methods_supported", CONFIDENTIAL, "code_challenge_methods_supported",
				List.of("S256"), "authorization_response_iss_parameter_supported", true));
	}

	/** What the OpenID document says besides. */
	private void describeOpenId(Map<String, Object> document) {
		describe(document);
		document.putAll(Map.of("subject_types_supported", List.of("public"), "id_token_signing_alg_values_supported",
				List.of("RS256"), "prompt_values_supported", List.of("none", "login", "consent", "select_account"),
				"claims_supported", CLAIMS, "claims_parameter_supported", false, "request_parameter_supported", false,
				"request_uri_parameter_supported", false));
	}

}
