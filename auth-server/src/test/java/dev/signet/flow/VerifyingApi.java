package dev.signet.flow;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Set;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetBasedJWKSource;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

/**
 * Checks tokens by the published keys, as an API or an app does that uses Nimbus as it
 * comes: keys are kept for five minutes, a key that is not among them is looked for, but
 * at most twice in half a minute. Its time is that of the test.
 */
final class VerifyingApi implements AutoCloseable {

	/** Nimbus waits half a second, which is little on a machine that runs tests. */
	private static final int PATIENCE = 30_000;

	private final JWKSetBasedJWKSource<SecurityContext> keys;

	private final Clock clock;

	private final DefaultJWTProcessor<SecurityContext> tokens = new DefaultJWTProcessor<>();

	/**
	 * An API or app.
	 * @param node where it gets the keys
	 * @param issuer whose tokens it takes
	 */
	VerifyingApi(URI node, String issuer, Clock clock) throws MalformedURLException {
		this.keys = (JWKSetBasedJWKSource<SecurityContext>) JWKSourceBuilder
			.<SecurityContext>create(node.resolve("/oauth2/jwks").toURL(),
					new DefaultResourceRetriever(PATIENCE, PATIENCE))
			.build();
		this.clock = clock;
		this.tokens.setJWSTypeVerifier(
				new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
		this.tokens.setJWSKeySelector(
				new JWSVerificationKeySelector<>(Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256), this::select));
		this.tokens.setJWTClaimsSetVerifier(
				new DefaultJWTClaimsVerifier<>(new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("exp")) {
					@Override
					protected Date currentTime() {
						return Date.from(clock.instant());
					}
				});
	}

	/** Fails when it would refuse the token. */
	JWTClaimsSet check(String token) throws Exception {
		return this.tokens.process(token, null);
	}

	/** What the source does, with another time. */
	private List<JWK> select(JWKSelector selector, SecurityContext context) throws KeySourceException {
		long now = this.clock.millis();
		JWKSet kept = this.keys.getJWKSetSource().getJWKSet(JWKSetCacheRefreshEvaluator.noRefresh(), now, context);
		List<JWK> found = selector.select(kept);
		if (!found.isEmpty()) {
			return found;
		}
		return selector.select(this.keys.getJWKSetSource()
			.getJWKSet(JWKSetCacheRefreshEvaluator.referenceComparison(kept), now, context));
	}

	@Override
	public void close() throws IOException {
		this.keys.close();
	}

}
