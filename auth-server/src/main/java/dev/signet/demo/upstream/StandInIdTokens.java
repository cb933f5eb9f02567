package dev.signet.demo.upstream;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Map;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.signet.secret.Sha256;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Makes ID tokens (OpenID Connect Core 1.0 §2), with the lies that are asked for.
 */
@Component
@Profile("demo")
final class StandInIdTokens {

	static final String OTHER_TENANT = "11111111-2222-4333-8444-555555555555";

	private static final Duration LIFETIME = Duration.ofHours(1);

	private final Addresses addresses;

	private final StandInKeys keys;

	private final Faults faults;

	private final Clock clock;

	StandInIdTokens(Addresses addresses, StandInKeys keys, Faults faults, Clock clock) {
		this.addresses = addresses;
		this.keys = keys;
		this.faults = faults;
		this.clock = clock;
	}

	/**
	 * The token that comes with an access token.
	 * @param about what it says of the person, the subject first
	 */
	String make(Visit visit, String accessToken, Map<String, Object> about) {
		StandIn standIn = visit.standIn();
		Instant now = this.clock.instant();
		JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().issuer(issuer(visit))
			.audience(this.faults.on(standIn, Fault.WRONG_AUDIENCE) ? "somebody-else" : standIn.clientId())
			.issueTime(Date.from(now))
			.expirationTime(Date.from(now.plus(LIFETIME)))
			.claim("at_hash", hash(accessToken));
		String nonce = visit.request().nonce();
		if (nonce != null) {
			claims.claim("nonce", this.faults.on(standIn, Fault.WRONG_NONCE) ? "of another request" : nonce);
		}
		if (visit.request().wantsTime()) {
			claims.claim("auth_time", visit.at().getEpochSecond());
		}
		about.forEach(claims::claim);
		return this.keys.sign(standIn, JOSEObjectType.JWT, claims.build());
	}

	private String issuer(Visit visit) {
		StandIn standIn = visit.standIn();
		if (!this.faults.on(standIn, Fault.WRONG_ISSUER)) {
			return this.addresses.issuer(standIn, Subjects.tenant(visit.person()));
		}
		return (standIn == StandIn.MICROSOFT) ? this.addresses.issuer(standIn, OTHER_TENANT)
				: "https://issuer.elsewhere.example";
	}

	/** The left half of the digest (§3.1.3.6). */
	private static String hash(String accessToken) {
		byte[] digest = Sha256.of(accessToken.getBytes(StandardCharsets.US_ASCII));
		return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, digest.length / 2));
	}

}
