package dev.signet.demo.upstream;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.signet.secret.RandomText;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The keys with which stand-ins sign: two each, made when they are first used and gone
 * with the server. The second one takes over when keys are rotated.
 */
@Component
@Profile("demo")
final class StandInKeys {

	private static final int BITS = 2048;

	private final Map<Place, RSAKey> keys = new ConcurrentHashMap<>();

	private final RandomText random = new RandomText();

	private final Faults faults;

	StandInKeys(Faults faults) {
		this.faults = faults;
	}

	/** What is published: the key that signs, and no other. */
	Map<String, Object> published(StandIn standIn) {
		return new JWKSet(key(standIn)).toJSONObject(true);
	}

	/** Signs these claims. */
	String sign(StandIn standIn, JOSEObjectType type, JWTClaimsSet claims) {
		RSAKey key = key(standIn);
		SignedJWT jwt = new SignedJWT(
				new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).type(type).build(), claims);
		try {
			jwt.sign(new RSASSASigner(key));
			return jwt.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException("A key that was made here cannot sign", ex);
		}
	}

	private RSAKey key(StandIn standIn) {
		return this.keys.computeIfAbsent(new Place(standIn, this.faults.on(standIn, Fault.KEYS_ROTATED)),
				(place) -> make());
	}

	private RSAKey make() {
		try {
			return new RSAKeyGenerator(BITS).keyUse(KeyUse.SIGNATURE)
				.algorithm(JWSAlgorithm.RS256)
				.keyID(this.random.name(""))
				.generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException("Every Java platform has RSA", ex);
		}
	}

	private record Place(StandIn standIn, boolean rotated) {
	}

}
