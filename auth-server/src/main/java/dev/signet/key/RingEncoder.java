package dev.signet.key;

import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;

import org.springframework.security.oauth2.jose.jws.JwsAlgorithm;
import org.springframework.security.oauth2.jwt.JoseHeaderNames;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
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
		JWSHeader header = header((asked != null) ? asked.getHeaders() : Map.of(), key);
		JwtClaimsSet claims = parameters.getClaims();
		String input = header.toBase64URL() + "." + Base64URL.encode(claims(claims).toString());
		byte[] signature = key.sign(input.getBytes(StandardCharsets.US_ASCII));
		return new Jwt(input + "." + Base64URL.encode(signature), claims.getIssuedAt(), claims.getExpiresAt(),
				header.toJSONObject(), claims.getClaims());
	}

	private RingKey key(JwsAlgorithm algorithm) {
		return SigningAlgorithm.named(algorithm.getName())
			.flatMap(this.ring::signing)
			.orElseThrow(() -> new JwtEncodingException("No key signs with " + algorithm.getName()));
	}

	private static JWSHeader header(Map<String, Object> asked, RingKey key) {
		Map<String, Object> header = new LinkedHashMap<>(asked);
		header.put(JoseHeaderNames.ALG, key.algorithm().value());
		header.put(JoseHeaderNames.KID, key.id());
		try {
			return JWSHeader.parse(header);
		}
		catch (ParseException ex) {
			throw new JwtEncodingException("The header is malformed", ex);
		}
	}

	private static JWTClaimsSet claims(JwtClaimsSet claims) {
		JWTClaimsSet.Builder set = new JWTClaimsSet.Builder();
		claims.getClaims().forEach((name, value) -> set.claim(name, plain(value)));
		return set.build();
	}

	/** A value that is written as JSON has it (RFC 7519 §2). */
	private static Object plain(Object value) {
		if (value instanceof Instant instant) {
			return Date.from(instant);
		}
		return (value instanceof URL || value instanceof URI) ? value.toString() : value;
	}

}
