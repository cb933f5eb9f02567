package dev.signet.federation.exchange;

import java.net.URI;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a provider tells about itself (OpenID Connect Discovery 1.0 §3), with what
 * administrators set instead.
 *
 * @param issuer the issuer as the provider writes it; {@code signet:} and the alias for
 * OAuth 2.0
 * @param authorization where browsers are sent
 * @param token where a code is redeemed
 * @param userinfo where it is asked who the person is, or null
 * @param jwks where the keys are, null for OAuth 2.0 only
 * @param endSession where browsers are sent to sign out, or null
 * @param issuerInAnswers whether each answer names the issuer (RFC 9207 §3)
 * @param idTokenAlgorithms with what ID tokens are signed, empty when it does not tell
 * @param document all that it tells, empty when nothing was fetched
 */
public record UpstreamMetadata(String issuer, URI authorization, URI token, @Nullable URI userinfo, @Nullable URI jwks,
		@Nullable URI endSession, boolean issuerInAnswers, List<String> idTokenAlgorithms,
		Map<String, Object> document) {
}
