package dev.signet.key;

import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;

import org.springframework.security.oauth2.jose.jws.JwsAlgorithm;
import org.springframework.security.oauth2.jwt.JoseHeaderNames;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtEncodingException;

/**
 * Signs tokens (RFC 7515 §5.1) with the active key of the algorithm that the header
 * names, or RS256. Not the framework's encoder, because that has no EdDSA, and imports
 * the key anew for each signature.
 */
final class RingEncoder implements JwtEncoder {

	private final KeyRing ring;

	RingEncoder(KeyRing ring) {
		this.ring = ring;
	}

	@Override
	public Jwt encode(JwtEncoderParameters parameters) {
		JwsHeader asked = parameters.getJwsHeader();
		RingKey key = key((asked != null) ? asked.getAlgorithm() : SigningAlgorithm.RS256);
		Map<String, Object> header = new LinkedHashMap<>((asked != null) ? asked.getHeaders() : Map.of());
		header.put(JoseHeaderNames.ALG, key.algorithm().value());
		header.put(JoseHeaderNames.KID, key.id());
		JwtClaimsSet claims = parameters.getClaims();
		String input = encoded(header) + "." + encoded(claims.getClaims());
		byte[] signature = key.sign(input.getBytes(StandardCharsets.US_ASCII));
		return new Jwt(input + "." + Base64URL.encode(signature), claims.getIssuedAt(), claims.getExpiresAt(), header,
				claims.getClaims());
	}

	private RingKey key(JwsAlgorithm algorithm) {
		Optional<SigningAlgorithm> ours = (algorithm instanceof SigningAlgorithm known) ? Optional.of(known)
				: SigningAlgorithm.named(algorithm.getName());
		return ours.flatMap(this.ring::signing)
			.orElseThrow(() -> new JwtEncodingException("No key signs with " + algorithm.getName()));
	}

	private static Base64URL encoded(Map<String, Object> members) {
		Map<String, Object> json = new LinkedHashMap<>(members);
		json.replaceAll(RingEncoder::plain);
		return Base64URL.encode(JSONObjectUtils.toJSONString(json));
	}

	/** A value as JSON has it (RFC 7519 §2); one audience needs no array (§4.1.3). */
	private static Object plain(String name, Object value) {
		if (value instanceof Instant instant) {
			return instant.getEpochSecond();
		}
		if (value instanceof Date date) {
			return date.toInstant().getEpochSecond();
		}
		if (name.equals(JwtClaimNames.AUD) && value instanceof List<?> audience && audience.size() == 1) {
			return audience.get(0);
		}
		return (value instanceof URL || value instanceof URI) ? value.toString() : value;
	}

}
