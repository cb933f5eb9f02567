package dev.signet.protocol.authentication;

import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.signet.client.Client;
import dev.signet.client.ClientAssertions;
import dev.signet.client.Clients;
import dev.signet.key.ClaimedTimes;
import dev.signet.protocol.error.MethodRules;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import dev.signet.web.PublicAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;

/**
 * Checks the assertions by which clients prove themselves (RFC 7523 §3): signed by a key
 * of the client, about the client and from it, for this server, five minutes at most, and
 * used once on all nodes together.
 */
@Component
class AssertionRules {

	private static final Duration LONGEST = Duration.ofMinutes(5);

	/** By how much the client's clock may be wrong. */
	private static final Duration SKEW = Duration.ofSeconds(60);

	private static final int LONGEST_ID = 256;

	private static final @Nullable JOSEObjectType NO_TYPE = null;

	private final Clients clients;

	private final ClientSignatures signatures;

	private final ClientAssertions assertions;

	private final Set<String> audiences;

	private final Clock clock;

	AssertionRules(Clients clients, ClientSignatures signatures, ClientAssertions assertions, PublicAddress address,
			Clock clock) {
		this.clients = clients;
		this.signatures = signatures;
		this.assertions = assertions;
		Set<String> known = new HashSet<>(MethodRules.METHODS.keySet().stream().map(address::to).toList());
		known.add(address.issuer().toString());
		this.audiences = Set.copyOf(known);
		this.clock = clock;
	}

	/**
	 * Checks an assertion, and uses it up.
	 * @param registered the client that it must be of
	 * @throws OAuth2AuthenticationException with the rule that it breaks
	 */
	void check(String assertion, RegisteredClient registered) {
		Client client = this.clients.findByClientId(registered.getClientId()).orElseThrow();
		JWTClaimsSet claims = verified(assertion, client);
		if (!client.clientId().equals(claims.getIssuer()) || !client.clientId().equals(claims.getSubject())) {
			throw refusal(Refusal.ASSERTION_OF_ANOTHER_CLIENT);
		}
		if (Collections.disjoint(claims.getAudience(), this.audiences)) {
			throw refusal(Refusal.ASSERTION_FOR_ANOTHER_SERVER);
		}
		Instant expiresAt = checkTimes(claims);
		String id = claims.getJWTID();
		if (id == null || id.isEmpty() || id.length() > LONGEST_ID) {
			throw refusal(Refusal.ASSERTION_WITHOUT_ID);
		}
		if (!this.assertions.use(client, id, expiresAt.plus(SKEW))) {
			throw refusal(Refusal.ASSERTION_USED_TWICE);
		}
	}

	private JWTClaimsSet verified(String assertion, Client client) {
		DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
		processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(NO_TYPE, JOSEObjectType.JWT,
				new JOSEObjectType("client-authentication+jwt")));
		this.signatures.accept(processor, client, algorithms(client));
		processor.setJWTClaimsSetVerifier((claims, context) -> {
		});
		try {
			SignedJWT jwt = SignedJWT.parse(assertion);
			JWTClaimsSet claims = processor.process(jwt, null);
			if (ClaimedTimes.areMoments(jwt.getPayload().toJSONObject())) {
				return claims;
			}
		}
		catch (BadJOSEException | JOSEException | ParseException ex) {
			throw refusal(Refusal.ASSERTION_SIGNATURE_WRONG);
		}
		throw refusal(Refusal.ASSERTION_TIME_IMPOSSIBLE);
	}

	/** The registered one (OpenID Connect Dynamic Client Registration 1.0 §2), or all. */
	private static List<String> algorithms(Client client) {
		String registered = client.assertionAlgorithm();
		return (registered == null) ? ClientAssertions.ALGORITHMS : List.of(registered);
	}

	private Instant checkTimes(JWTClaimsSet claims) {
		Instant now = this.clock.instant();
		Date expires = claims.getExpirationTime();
		if (expires == null || !now.isBefore(expires.toInstant())) {
			throw refusal(Refusal.ASSERTION_EXPIRED);
		}
		Date issued = claims.getIssueTime();
		if (isAfter(expires, now.plus(LONGEST).plus(SKEW))
				|| (issued != null && isAfter(expires, issued.toInstant().plus(LONGEST)))) {
			throw refusal(Refusal.ASSERTION_LIVES_TOO_LONG);
		}
		boolean early = isAfter(claims.getNotBeforeTime(), now.plus(SKEW))
				|| isAfter(claims.getIssueTime(), now.plus(SKEW));
		if (early) {
			throw refusal(Refusal.ASSERTION_FROM_THE_FUTURE);
		}
		return expires.toInstant();
	}

	private static boolean isAfter(@Nullable Date moment, Instant limit) {
		return moment != null && moment.toInstant().isAfter(limit);
	}

	private static OAuth2AuthenticationException refusal(Refusal refusal) {
		return new OAuth2AuthenticationException(RefusalError.of(refusal));
	}

}
