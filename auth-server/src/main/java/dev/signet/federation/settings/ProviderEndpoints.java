package dev.signet.federation.settings;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * Where a provider answers. With OpenID Connect the issuer is enough: what is null is
 * read from its document (OpenID Connect Discovery 1.0 §4). With OAuth 2.0 there is no
 * such document, so the first three endpoints are given.
 *
 * @param issuer the issuer identifier, exactly as the provider writes it
 * @param authorization where browsers are sent
 * @param token where a code is redeemed
 * @param userinfo where it is asked who the person is
 * @param jwks where the keys are that sign ID tokens
 * @param endSession where browsers are sent to sign out
 */
public record ProviderEndpoints(@Nullable String issuer, @Nullable URI authorization, @Nullable URI token,
		@Nullable URI userinfo, @Nullable URI jwks, @Nullable URI endSession) {

	/** Of OpenID Connect, to be discovered. */
	public static ProviderEndpoints ofIssuer(String issuer) {
		return new ProviderEndpoints(issuer, null, null, null, null, null);
	}

	/** Of OAuth 2.0. */
	public static ProviderEndpoints of(URI authorization, URI token, URI userinfo) {
		return new ProviderEndpoints(null, authorization, token, userinfo, null, null);
	}

}
