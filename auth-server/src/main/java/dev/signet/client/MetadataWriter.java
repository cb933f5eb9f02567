package dev.signet.client;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/**
 * Tells a client what is registered about it, the values that the server chose among it
 * (RFC 7591 §3.2.1).
 */
final class MetadataWriter {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Map<String, Object> members = new LinkedHashMap<>();

	private MetadataWriter() {
	}

	/**
	 * The members of the answer, apart from secrets.
	 * @param others what is told again as it came
	 * @param acr the classes of sign-in of which the client may be told
	 */
	static Map<String, Object> write(Client client, Map<String, Object> others, AcrOffer acr) {
		MetadataWriter writer = new MetadataWriter();
		writer.put("client_id", client.clientId());
		writer.put("client_id_issued_at", client.createdAt().getEpochSecond());
		writer.put("client_name", client.name());
		writer.writeUse(client, acr);
		writer.writeAuthentication(client);
		writer.writePages(client);
		writer.writeTokens(client);
		writer.writeLogout(client);
		writer.members.putAll(others);
		return writer.members;
	}

	private void writeUse(Client client, AcrOffer acr) {
		List<String> grantTypes = client.grantTypes().stream().map(AuthorizationGrantType::getValue).sorted().toList();
		put("redirect_uris", client.redirectUris());
		put("grant_types", grantTypes);
		put("response_types", grantTypes.contains(AuthorizationGrantType.AUTHORIZATION_CODE.getValue())
				? List.of("code") : List.of());
		put("scope", String.join(" ", new TreeSet<>(client.scopes())));
		client.defaultMaxAge().ifPresent((age) -> put("default_max_age", age.toSeconds()));
		put("default_acr_values", some(acr.wantedBy(client)));
	}

	private void writeAuthentication(Client client) {
		put("token_endpoint_auth_method", client.authenticationMethod().getValue());
		if (client.authenticationMethod().equals(ClientAuthenticationMethod.PRIVATE_KEY_JWT)) {
			put("token_endpoint_auth_signing_alg", client.assertionAlgorithm());
		}
		put("request_object_signing_alg", client.requestObjectAlgorithm());
		String jwks = client.jwks();
		put("jwks", (jwks == null) ? null : JSON.readTree(jwks));
		put("jwks_uri", client.jwksUri());
	}

	private void writePages(Client client) {
		put("client_uri", client.homeUri());
		put("logo_uri", client.logoUri());
		put("policy_uri", client.policyUri());
		put("tos_uri", client.tosUri());
		put("initiate_login_uri", client.initiateLoginUri());
		put("request_uris", some(client.requestUris()));
	}

	private void writeTokens(Client client) {
		put("subject_type", client.subjectType().value());
		put("sector_identifier_uri", client.sectorIdentifierUri());
		put("id_token_signed_response_alg", client.idTokenAlgorithm());
		put("userinfo_signed_response_alg", client.userInfoAlgorithm());
		put("introspection_signed_response_alg", client.introspectionAlgorithm());
	}

	private void writeLogout(Client client) {
		put("post_logout_redirect_uris", some(client.postLogoutRedirectUris()));
		if (client.backchannelLogoutUri() != null) {
			put("backchannel_logout_uri", client.backchannelLogoutUri());
			put("backchannel_logout_session_required", client.backchannelLogoutSessionRequired());
		}
		if (client.frontchannelLogoutUri() != null) {
			put("frontchannel_logout_uri", client.frontchannelLogoutUri());
			put("frontchannel_logout_session_required", client.frontchannelLogoutSessionRequired());
		}
	}

	private static @Nullable Collection<String> some(Collection<String> values) {
		return values.isEmpty() ? null : values;
	}

	private void put(String name, @Nullable Object value) {
		if (value != null) {
			this.members.put(name, value);
		}
	}

}
