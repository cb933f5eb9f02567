package dev.signet.demo.upstream;

import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Looks at the secrets that Apple takes: JWTs that the developer signs, good for six
 * months at most.
 */
@Component
@Profile("demo")
final class AppleSecrets {

	/** The number is Apple's. */
	private static final Duration LONGEST = Duration.ofSeconds(15_777_000);

	private final Addresses addresses;

	private final Clock clock;

	AppleSecrets(Addresses addresses, Clock clock) {
		this.addresses = addresses;
		this.clock = clock;
	}

	boolean accepts(String secret) {
		try {
			SignedJWT jwt = SignedJWT.parse(secret);
			JWSHeader header = jwt.getHeader();
			return header.getAlgorithm().equals(JWSAlgorithm.ES256) && AppleKey.KEY_ID.equals(header.getKeyID())
					&& jwt.verify(new ECDSAVerifier(AppleKey.publicKey())) && saysWhatItMust(jwt.getJWTClaimsSet());
		}
		catch (ParseException | JOSEException ex) {
			return false;
		}
	}

	private boolean saysWhatItMust(JWTClaimsSet claims) {
		Instant now = this.clock.instant();
		return AppleKey.TEAM.equals(claims.getIssuer()) && StandIn.APPLE.clientId().equals(claims.getSubject())
				&& !Collections.disjoint(claims.getAudience(), audiences()) && claims.getIssueTime() != null
				&& within(now, claims.getExpirationTime());
	}

	/** It may be made as for the real one. */
	private List<String> audiences() {
		return List.of(this.addresses.base(StandIn.APPLE), "https://appleid.apple.com");
	}

	private static boolean within(Instant now, @Nullable Date end) {
		return end != null && end.toInstant().isAfter(now) && !end.toInstant().isAfter(now.plus(LONGEST));
	}

}
