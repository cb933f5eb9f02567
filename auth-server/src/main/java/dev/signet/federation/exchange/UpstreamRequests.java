package dev.signet.federation.exchange;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.signet.federation.preset.Quirks;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.settings.ProviderSettings;
import dev.signet.key.MasterKey;
import dev.signet.secret.Sha256;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.stereotype.Component;

/**
 * The authorization requests that are sent to providers. Code verifier (RFC 7636 §4.1)
 * and nonce are computed from the state with a key of this server, so they are stored
 * nowhere, and come out the same when the answer is there.
 */
@Component
public final class UpstreamRequests {

	private final byte[] key;

	UpstreamRequests(MasterKey masterKey) {
		this.key = masterKey.derive("upstream flow");
	}

	/**
	 * A request.
	 * @param loginHint the address that the person typed, or null
	 * @param afresh whether the other side is to ask who it is even if it knows; what is
	 * set for it then gives way
	 */
	public OAuth2AuthorizationRequest of(Provider provider, UpstreamMetadata metadata, ClientRegistration registration,
			String state, @Nullable String loginHint, boolean afresh) {
		Quirks quirks = provider.preset().quirks();
		ProviderSettings settings = provider.settings();
		String verifier = derived("code verifier", state);
		Map<String, Object> parameters = new LinkedHashMap<>();
		if (provider.preset().openIdConnect() && quirks.nonce()) {
			parameters.put(OidcParameterNames.NONCE, derived("nonce", state));
		}
		if (quirks.proofKey()) {
			parameters.put(PkceParameterNames.CODE_CHALLENGE, text(Sha256.of(verifier)));
			parameters.put(PkceParameterNames.CODE_CHALLENGE_METHOD, "S256");
		}
		if (afresh && provider.preset().openIdConnect()) {
			parameters.putAll(quirks.afresh());
		}
		else if (settings.prompt() != null) {
			parameters.put("prompt", settings.prompt());
		}
		if (loginHint != null) {
			parameters.put("login_hint", loginHint);
		}
		parameters.putAll(quirks.parameters(settings));
		return OAuth2AuthorizationRequest.authorizationCode()
			.authorizationUri(metadata.authorization().toString())
			.clientId(registration.getClientId())
			.redirectUri(registration.getRedirectUri())
			.scopes(new LinkedHashSet<>(settings.scopes()))
			.state(state)
			.additionalParameters(parameters)
			.attributes(quirks.proofKey() ? Map.of(PkceParameterNames.CODE_VERIFIER, verifier) : Map.of())
			.build();
	}

	private String derived(String purpose, String state) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(this.key, "HmacSHA256"));
			return text(mac.doFinal((purpose + " " + state).getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has HmacSHA256", ex);
		}
	}

	private static String text(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
