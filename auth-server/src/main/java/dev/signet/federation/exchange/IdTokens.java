package dev.signet.federation.exchange;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyConverter;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.signet.federation.call.Deadline;
import dev.signet.federation.call.FailureReason;
import dev.signet.federation.call.UpstreamTrouble;
import dev.signet.federation.exchange.UpstreamKeys.Keys;
import dev.signet.federation.preset.Quirks;
import dev.signet.key.ClaimedTimes;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;

/**
 * Checks the ID tokens of providers (OpenID Connect Core 1.0 §3.1.3.7): the signature
 * with the framework's decoder, the claims with its validator, and what these leave out.
 */
@Component
public final class IdTokens {

	private static final String WHAT = "The ID token";

	/** Nothing unsigned, and nothing symmetric: no key set holds a secret. */
	public static final Set<String> ALGORITHMS = Arrays.stream(SignatureAlgorithm.values())
		.map(SignatureAlgorithm::getName)
		.collect(Collectors.toUnmodifiableSet());

	private static final MappedJwtClaimSetConverter CLAIMS = MappedJwtClaimSetConverter.withDefaults(Map.of());

	private static final DefaultJWSVerifierFactory VERIFIERS = new DefaultJWSVerifierFactory();

	private static final int LONGEST_DETAIL = 400;

	private final UpstreamKeys keys;

	private final Clock clock;

	IdTokens(UpstreamKeys keys, Clock clock) {
		this.keys = keys;
		this.clock = clock;
	}

	/**
	 * The claims of a token that proves somebody.
	 * @param accessToken what came with it
	 * @param nonce what the request carried; null when this provider gives none back
	 */
	Map<String, Object> claims(Quirks quirks, UpstreamMetadata metadata, ClientRegistration registration, String token,
			String accessToken, @Nullable String nonce, Deadline deadline) throws UpstreamTrouble {
		SignedJWT jwt = parse(WHAT, token);
		Map<String, Object> claims = payload(WHAT, jwt);
		String issuer = quirks.issuer(metadata.issuer(), claims);
		if (!issuer.equals(claims.get("iss"))) {
			throw refused("names another issuer.");
		}
		OidcIdTokenValidator rules = new OidcIdTokenValidator(
				ClientRegistration.withClientRegistration(registration).issuerUri(issuer).build());
		rules.setClock(this.clock);
		verify(WHAT, jwt, quirks, metadata, issuer, rules, deadline);
		if (nonce != null && !(claims.get("nonce") instanceof String found && same(nonce, found))) {
			throw refused("answers another request: its nonce is not the one that was sent.");
		}
		if (claims.containsKey("at_hash")
				&& !(claims.get("at_hash") instanceof String hash && same(hash(jwt, accessToken), hash))) {
			throw refused("belongs to another access token.");
		}
		return claims;
	}

	/**
	 * A token that is signed by a key of the provider and keeps some rules.
	 * @param what what it is, for the sentence about a failure
	 * @param issuer whom it names, and may name
	 */
	public Jwt verify(String what, SignedJWT jwt, Quirks quirks, UpstreamMetadata metadata, String issuer,
			OAuth2TokenValidator<Jwt> rules, Deadline deadline) throws UpstreamTrouble {
		Set<SignatureAlgorithm> allowed = allowed(what, jwt, metadata);
		JWKSet published = keys(what, jwt, metadata, deadline).signingFor((told) -> quirks.answersAs(told, issuer));
		NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(new ImmutableJWKSet<>(onItsCurve(jwt, published)))
			.jwsAlgorithms((algorithms) -> algorithms.addAll(allowed))
			.build();
		decoder.setJwtValidator(rules);
		try {
			return decoder.decode(jwt.serialize());
		}
		catch (JwtException | IllegalArgumentException | IllegalStateException ex) {
			String detail = what + ": " + ex.getMessage();
			throw UpstreamTrouble.of(FailureReason.NOTHING_USABLE,
					detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL)), ex);
		}
	}

	/**
	 * What a token says that nobody has vouched for yet. What could never be vouched for
	 * is refused.
	 */
	public static Jwt unproved(String what, SignedJWT jwt) throws UpstreamTrouble {
		if (!ALGORITHMS.contains(jwt.getHeader().getAlgorithm().getName())) {
			throw refused(what, "is signed with an algorithm that does not count here.");
		}
		try {
			// As the decoder will read it
			Map<String, Object> claims = CLAIMS.convert(jwt.getJWTClaimsSet().getClaims());
			return Jwt.withTokenValue(jwt.serialize())
				.headers((headers) -> headers.putAll(jwt.getHeader().toJSONObject()))
				.claims((all) -> all.putAll(claims))
				.build();
		}
		catch (ParseException | IllegalArgumentException | IllegalStateException ex) {
			throw UpstreamTrouble.of(FailureReason.NOTHING_USABLE, what + ": holds no usable claims.", ex);
		}
	}

	/** Whether {@link #verify} needs no call. */
	public boolean callsNobody(SignedJWT jwt, UpstreamMetadata metadata) {
		URI jwks = metadata.jwks();
		return jwks == null || !algorithms(metadata).contains(jwt.getHeader().getAlgorithm().getName())
				|| this.keys.remembers(jwks, (keys) -> isOf(jwt, keys));
	}

	private Keys keys(String what, SignedJWT jwt, UpstreamMetadata metadata, Deadline deadline) throws UpstreamTrouble {
		URI jwks = metadata.jwks();
		if (jwks == null) {
			throw refused(what, "cannot be checked: no keys are known.");
		}
		return this.keys.of(jwks, (keys) -> isOf(jwt, keys), deadline);
	}

	/**
	 * Whether a token is of one of some keys: of the one that it names, or, when it names
	 * none, of the one that signed it (RFC 7515 §6, appendix D).
	 */
	private static boolean isOf(SignedJWT jwt, JWKSet keys) {
		JWSHeader header = jwt.getHeader();
		if (header.getKeyID() != null) {
			return keys.getKeyByKeyId(header.getKeyID()) != null;
		}
		JWKSet fitting = keys.filter(JWKMatcher.forJWSHeader(header));
		return KeyConverter.toJavaKeys(fitting.getKeys()).stream().anyMatch((key) -> signed(jwt, key));
	}

	private static boolean signed(SignedJWT jwt, Key key) {
		try {
			return jwt.verify(VERIFIERS.createJWSVerifier(jwt.getHeader(), key));
		}
		catch (JOSEException ex) {
			// It cannot have, which says nothing about the next one
			return false;
		}
	}

	/**
	 * Without keys on other curves than that of the algorithm (RFC 7518 §3.4): the
	 * decoder ends at one, and asks none after it.
	 */
	private static JWKSet onItsCurve(SignedJWT jwt, JWKSet keys) {
		return keys
			.filter(new JWKMatcher.Builder().curves(Curve.forJWSAlgorithm(jwt.getHeader().getAlgorithm())).build());
	}

	/** What both sides name; what the other side does not name, it must not use. */
	private static Set<String> algorithms(UpstreamMetadata metadata) {
		Set<String> names = new LinkedHashSet<>(ALGORITHMS);
		if (!metadata.idTokenAlgorithms().isEmpty()) {
			names.retainAll(metadata.idTokenAlgorithms());
		}
		return names;
	}

	private static Set<SignatureAlgorithm> allowed(String what, SignedJWT jwt, UpstreamMetadata metadata)
			throws UpstreamTrouble {
		Set<String> names = algorithms(metadata);
		// Before the keys are fetched: for nothing else is a call made
		if (!names.contains(jwt.getHeader().getAlgorithm().getName())) {
			throw refused(what, "is signed with an algorithm that does not count here.");
		}
		return names.stream().map(SignatureAlgorithm::from).collect(Collectors.toSet());
	}

	/** A token that is to be verified. */
	public static SignedJWT parse(String what, String token) throws UpstreamTrouble {
		try {
			SignedJWT jwt = SignedJWT.parse(token);
			if (ClaimedTimes.areMoments(jwt.getPayload().toJSONObject())) {
				return jwt;
			}
		}
		catch (ParseException | IllegalArgumentException ex) {
			throw UpstreamTrouble.of(FailureReason.NOTHING_USABLE, what + ": is not a signed JWT.", ex);
		}
		throw refused(what, "has a time that no clock shows.");
	}

	/** Its claims, not proved yet. */
	public static Map<String, Object> payload(String what, SignedJWT jwt) throws UpstreamTrouble {
		Map<String, Object> claims = jwt.getPayload().toJSONObject();
		if (claims == null) {
			throw refused(what, "holds no claims.");
		}
		return claims;
	}

	/** OpenID Connect Core 1.0 §3.1.3.6. */
	private static String hash(SignedJWT jwt, String accessToken) {
		String bits = jwt.getHeader().getAlgorithm().getName().substring(2);
		try {
			byte[] digest = MessageDigest.getInstance("SHA-" + bits)
				.digest(accessToken.getBytes(StandardCharsets.US_ASCII));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, digest.length / 2));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-" + bits, ex);
		}
	}

	private static boolean same(String expected, String found) {
		return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), found.getBytes(StandardCharsets.UTF_8));
	}

	private static UpstreamTrouble refused(String detail) {
		return refused(WHAT, detail);
	}

	private static UpstreamTrouble refused(String what, String detail) {
		return UpstreamTrouble.of(FailureReason.NOTHING_USABLE, what + ": " + detail);
	}

}
