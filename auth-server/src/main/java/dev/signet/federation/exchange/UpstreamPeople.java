package dev.signet.federation.exchange;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.signet.federation.call.Deadline;
import dev.signet.federation.call.FailureReason;
import dev.signet.federation.call.UpstreamHttp;
import dev.signet.federation.call.UpstreamTrouble;
import dev.signet.federation.preset.Quirks;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.provider.Provider;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.stereotype.Component;

/**
 * Turns codes into people: redeems the code, checks the ID token, and asks the provider
 * who it is (OpenID Connect Core 1.0 §3.1.3, §5.3).
 */
@Component
public final class UpstreamPeople {

	private static final String USERINFO = "The user info endpoint";

	private static final String ADDRESSES = "The call for addresses";

	private final UpstreamTokens tokens;

	private final IdTokens idTokens;

	private final UpstreamHttp http;

	UpstreamPeople(UpstreamTokens tokens, IdTokens idTokens, UpstreamHttp http) {
		this.tokens = tokens;
		this.idTokens = idTokens;
		this.http = http;
	}

	/**
	 * Finds out who it is.
	 * @param request the request that the code answers, with its nonce
	 * @param parameters the other parameters of the answer
	 */
	public Proved prove(Provider provider, UpstreamMetadata metadata, ClientRegistration registration,
			OAuth2AuthorizationRequest request, String code, Map<String, String> parameters, Deadline deadline)
			throws UpstreamTrouble {
		OAuth2AccessTokenResponse response = this.tokens.redeem(metadata, registration, request, code, deadline);
		String accessToken = response.getAccessToken().getTokenValue();
		Quirks quirks = provider.preset().quirks();
		Map<String, Object> claims = new LinkedHashMap<>();
		String issuer = metadata.issuer();
		String idToken = null;
		URI endSession = null;
		if (provider.preset().openIdConnect()) {
			idToken = idToken(response);
			claims.putAll(this.idTokens.claims(quirks, metadata, registration, idToken, accessToken,
					quirks.nonce() ? nonce(request) : null, deadline));
			issuer = String.valueOf(claims.get("iss"));
			endSession = metadata.endSession();
		}
		URI userinfo = metadata.userinfo();
		Object addresses = null;
		if (userinfo != null) {
			told(claims, UpstreamHttp.object(USERINFO, this.http.readWith(accessToken, USERINFO, userinfo, deadline)));
			addresses = addresses(quirks, userinfo, accessToken, deadline);
		}
		return new Proved(issuer, quirks.completed(claims, addresses, parameters), idToken, endSession,
				granted(quirks, response));
	}

	/** Some put commas between them (GitHub, LinkedIn). */
	private static @Nullable Set<String> granted(Quirks quirks, OAuth2AccessTokenResponse response) {
		Set<String> granted = response.getAccessToken()
			.getScopes()
			.stream()
			.flatMap((scopes) -> Stream.of(scopes.split(",")))
			.map(quirks::scope)
			.collect(Collectors.toUnmodifiableSet());
		return granted.isEmpty() ? null : granted;
	}

	/** What the token says comes first: that alone is signed. */
	private static void told(Map<String, Object> claims, Map<String, Object> told) throws UpstreamTrouble {
		Object subject = claims.get("sub");
		if (subject != null && !subject.equals(told.get("sub"))) {
			throw UpstreamTrouble.of(FailureReason.NOTHING_USABLE, USERINFO + ": speaks of somebody else.");
		}
		told.forEach(claims::putIfAbsent);
	}

	private @Nullable Object addresses(Quirks quirks, URI userinfo, String accessToken, Deadline deadline)
			throws UpstreamTrouble {
		Optional<URI> address = quirks.addresses(userinfo);
		return address.isEmpty() ? null
				: UpstreamHttp.value(ADDRESSES, this.http.readWith(accessToken, ADDRESSES, address.get(), deadline));
	}

	private static String idToken(OAuth2AccessTokenResponse response) throws UpstreamTrouble {
		if (response.getAdditionalParameters().get(OidcParameterNames.ID_TOKEN) instanceof String token) {
			return token;
		}
		throw UpstreamTrouble.of(FailureReason.NOTHING_USABLE, "The token endpoint: gave no ID token.");
	}

	private static String nonce(OAuth2AuthorizationRequest request) {
		return String.valueOf(request.getAdditionalParameters().get(OidcParameterNames.NONCE));
	}

	/**
	 * What is proved of somebody.
	 *
	 * @param issuer who says so
	 * @param claims all that came
	 * @param idToken the token that says so, null for OAuth 2.0
	 * @param endSession where browsers sign out over there, null when nowhere
	 * @param granted the scopes that the provider says it granted, null when it does not
	 */
	public record Proved(String issuer, Map<String, Object> claims, @Nullable String idToken, @Nullable URI endSession,
			@Nullable Set<String> granted) {

		/**
		 * Who it is.
		 * @throws UpstreamTrouble when it is nobody, or nobody whom the settings let in
		 */
		public UpstreamPerson person(Provider provider) throws UpstreamTrouble {
			return provider.preset().quirks().person(provider.settings(), this.issuer, this.claims);
		}

		/** Tells nothing of the person. */
		@Override
		public String toString() {
			return "Proved[" + this.issuer + "]";
		}

	}

}
