package dev.signet.token;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.signet.client.Clients;
import dev.signet.web.PublicAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;

/**
 * Reads back the tokens that this server has signed. Each kind of token is accepted as
 * that kind only, by its {@code typ} (RFC 8725 §3.11).
 */
@Component
public class TokenReader {

	private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256);

	private static final @Nullable JOSEObjectType NO_TYPE = null;

	private final Clients clients;

	private final Subjects subjects;

	private final NimbusJwtDecoder accessTokens;

	private final NimbusJwtDecoder idTokens;

	TokenReader(JWKSource<SecurityContext> keys, Clients clients, Subjects subjects, PublicAddress address,
			Clock clock) {
		this.clients = clients;
		this.subjects = subjects;
		JwtIssuerValidator issuer = new JwtIssuerValidator(address.issuer().toString());
		JwtTimestampValidator lifetime = new JwtTimestampValidator(Duration.ZERO);
		lifetime.setClock(clock);
		this.accessTokens = decoder(keys, new JOSEObjectType("at+jwt"));
		this.accessTokens.setJwtValidator(new DelegatingOAuth2TokenValidator<>(issuer, lifetime));
		this.idTokens = decoder(keys, NO_TYPE, JOSEObjectType.JWT);
		this.idTokens.setJwtValidator(issuer);
	}

	/**
	 * Checks signature, lifetime and claims of an access token of ours, for the
	 * framework.
	 * @throws JwtException when it is not one, its signature is wrong, or it has expired
	 */
	public Jwt decodeAccessToken(String value) {
		Jwt token = this.accessTokens.decode(value);
		AccessToken.of(token);
		return token;
	}

	/**
	 * Reads an access token of ours.
	 * @return what it says, empty when it is not one, its signature is wrong, or it has
	 * expired
	 */
	public Optional<AccessToken> accessToken(String value) {
		try {
			return Optional.of(AccessToken.of(decodeAccessToken(value)));
		}
		catch (JwtException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Reads an ID token of ours, expired or not.
	 * @return what it says, empty when we did not sign it
	 */
	public Optional<IdTokenHint> idTokenHint(String value) {
		try {
			Jwt token = this.idTokens.decode(value);
			String sid = token.getClaimAsString("sid");
			List<String> audience = token.getAudience();
			String subject = token.getSubject();
			if (subject == null || audience == null || audience.isEmpty() || token.getExpiresAt() == null) {
				return Optional.empty();
			}
			UUID sessionId = (sid == null) ? null : UUID.fromString(sid);
			return this.clients.findByClientId(audience.get(0))
				.flatMap((client) -> this.subjects.account(client, subject))
				.map((account) -> new IdTokenHint(account.toString(), sessionId, audience));
		}
		catch (JwtException | IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	private static NimbusJwtDecoder decoder(JWKSource<SecurityContext> keys, @Nullable JOSEObjectType... types) {
		DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
		processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(types));
		processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
		// Spring's validators check the claims
		processor.setJWTClaimsSetVerifier((claims, context) -> {
		});
		return new NimbusJwtDecoder(processor);
	}

}
