package dev.signet.protocol.metadata;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.signet.client.AcrOffer;
import dev.signet.client.ClientAssertions;
import dev.signet.client.ClientKeySets;
import dev.signet.client.DynamicClients;
import dev.signet.client.Scopes;
import dev.signet.key.KeyRing;
import dev.signet.key.SigningAlgorithm;
import dev.signet.protocol.authorization.InteractionRules;
import dev.signet.protocol.authorization.ResponseMode;
import dev.signet.protocol.registration.RegistrationEndpoint;
import dev.signet.token.UserClaims;
import dev.signet.web.Language;
import dev.signet.web.PublicAddress;

import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.stereotype.Component;

/**
 * Makes both discovery documents (OpenID Connect Discovery 1.0 §3, RFC 8414 §2) say what
 * this server does: all of it, and nothing else. The framework announces more than is
 * configured.
 */
@Component
public class Metadata {

	private static final List<String> CONFIDENTIAL = List.of("client_secret_basic", "client_secret_post",
			"private_key_jwt");

	private static final List<String> ALL = List.of("client_secret_basic", "client_secret_post", "private_key_jwt",
			"none");

	private static final List<String> TOKEN_CLAIMS = List.of("sub", "iss", "aud", "exp", "iat", "auth_time", "nonce",
			"acr", "amr", "azp", "at_hash", "sid");

	private static final List<String> CLAIMS = Stream.concat(TOKEN_CLAIMS.stream(), UserClaims.names().stream())
		.toList();

	/** Back-Channel Logout 1.0 §2.1, Front-Channel Logout 1.0 §3. */
	private static final Map<String, Object> LOGOUT = Map.of("backchannel_logout_supported", true,
			"backchannel_logout_session_supported", true, "frontchannel_logout_supported", true,
			"frontchannel_logout_session_supported", true);

	private final Scopes scopes;

	private final KeyRing keys;

	private final InteractionRules interaction;

	private final DynamicClients dynamicClients;

	private final AcrOffer acr;

	private final PublicAddress address;

	Metadata(Scopes scopes, KeyRing keys, InteractionRules interaction, DynamicClients dynamicClients, AcrOffer acr,
			PublicAddress address) {
		this.scopes = scopes;
		this.keys = keys;
		this.interaction = interaction;
		this.dynamicClients = dynamicClients;
		this.acr = acr;
		this.address = address;
	}

	/** Corrects what the framework announces. */
	public void configure(OAuth2AuthorizationServerConfigurer server) {
		server.authorizationServerMetadataEndpoint((endpoint) -> endpoint
			.authorizationServerMetadataCustomizer((document) -> document.claims(this::describe)));
		server.oidc((oidc) -> oidc.providerConfigurationEndpoint((endpoint) -> endpoint
			.providerConfigurationCustomizer((document) -> document.claims(this::describeOpenId))));
	}

	/** What both documents say. */
	void describe(Map<String, Object> document) {
		document.keySet()
			.removeAll(List.of("dpop_signing_alg_values_supported", "tls_client_certificate_bound_access_tokens"));
		document.put("scopes_supported", this.scopes.all().stream().sorted().toList());
		document.put("response_types_supported", List.of("code"));
		document.put("response_modes_supported", ResponseMode.supported());
		document.put("grant_types_supported", List.of("authorization_code", "refresh_token", "client_credentials",
				AuthorizationGrantType.DEVICE_CODE.getValue(), AuthorizationGrantType.TOKEN_EXCHANGE.getValue()));
		document.put("code_challenge_methods_supported", List.of("S256"));
		document.put("authorization_response_iss_parameter_supported", true);
		if (this.dynamicClients.offered()) {
			document.put("registration_endpoint", this.address.to(RegistrationEndpoint.PATH));
		}
		document.put("request_parameter_supported", true);
		document.put("request_uri_parameter_supported", true);
		document.put("require_request_uri_registration", true);
		document.put("request_object_signing_alg_values_supported", ClientKeySets.REQUEST_OBJECT_ALGORITHMS);
		describeClientAuthentication("token_endpoint", ALL, document);
		describeClientAuthentication("revocation_endpoint", ALL, document);
		describeClientAuthentication("introspection_endpoint", CONFIDENTIAL, document);
		// RFC 9701 §7
		List<String> algorithms = this.keys.algorithms().stream().map(SigningAlgorithm::value).toList();
		document.put("introspection_signing_alg_values_supported", algorithms);
	}

	/** What the OpenID document says besides. */
	void describeOpenId(Map<String, Object> document) {
		describe(document);
		document.put("subject_types_supported", List.of("public", "pairwise"));
		List<String> algorithms = this.keys.algorithms().stream().map(SigningAlgorithm::value).toList();
		document.put("id_token_signing_alg_values_supported", algorithms);
		document.put("userinfo_signing_alg_values_supported", algorithms);
		document.put("prompt_values_supported", this.interaction.prompts());
		document.put("acr_values_supported", this.acr.references());
		document.put("ui_locales_supported", Language.tags());
		document.put("display_values_supported", List.of("page"));
		document.put("claims_supported", CLAIMS);
		document.put("claims_parameter_supported", true);
		document.putAll(LOGOUT);
	}

	private static void describeClientAuthentication(String endpoint, List<String> methods,
			Map<String, Object> document) {
		document.put(endpoint + "_auth_methods_supported", methods);
		document.put(endpoint + "_auth_signing_alg_values_supported", ClientAssertions.ALGORITHMS);
	}

}
