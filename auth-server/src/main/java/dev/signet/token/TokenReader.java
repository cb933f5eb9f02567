package dev.signet.token;

import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.SignedJWT;
import dev.signet.client.Clients;
import dev.signet.key.KeyRing;
import dev.signet.web.PublicAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;
import org.springframework.stereotype.Component;

/**
 * Reads back the tokens that this server has signed. Each kind of token is accepted as
 * that kind only, by its {@code typ} (RFC 8725 §3.11).
 */
@Component
public class TokenReader {

	private static final String ACCESS_TOKEN = "at+jwt";

	private static final String JWT = "jwt";

	private static final String NO_TYPE = "";

	private static final Converter<Map<String, Object>, Map<String, Object>> CLAIMS = MappedJwtClaimSetConverter
		.withDefaults(Collections.emptyMap());

	private final KeyRing keys;

	private final Clients clients;

	private final Subjects subjects;

	private final OAuth2TokenValidator<Jwt> accessTokens;

	private final OAuth2TokenValidator<Jwt> idTokens;

	TokenReader(KeyRing keys, Clients clients, Subjects subjects, PublicAddress address, Clock clock) {
		this.keys = keys;
		this.clients = clients;
		this.subjects = subjects;
		JwtIssuerValidator issuer = new JwtIssuerValidator(address.issuer().toString());
		JwtTimestampValidator lifetime = new JwtTimestampValidator(Duration.ZERO);
		lifetime.setClock(clock);
		this.accessTokens = new DelegatingOAuth2TokenValidator<>(issuer, lifetime);
		this.idTokens = issuer;
	}

	/**
	 * Checks signature, lifetime and claims of an access token of ours, for the
	 * framework.
	 * @throws JwtException when it is not one, its signature is wrong, or it has expired
	 */
	public Jwt decodeAccessToken(String value) {
		Jwt token = read(value, Set.of(ACCESS_TOKEN), this.accessTokens);
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
			Jwt token = read(value, Set.of(NO_TYPE, JWT), this.idTokens);
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

	private Jwt read(String value, Set<String> types, OAuth2TokenValidator<Jwt> validator) {
		Jwt token = verified(value, types);
		OAuth2TokenValidatorResult result = validator.validate(token);
		if (result.hasErrors()) {
			throw new JwtValidationException("Not valid here or now", result.getErrors());
		}
		return token;
	}

	/** What is encrypted, or not signed, is no signed JWT and already fails to parse. */
	private Jwt verified(String value, Set<String> types) {
		try {
			SignedJWT token = SignedJWT.parse(value);
			if (!types.contains(type(token.getHeader().getType())) || !this.keys.verifies(token)) {
				throw new BadJwtException("Not a token of this kind and of ours");
			}
			Map<String, Object> claims = CLAIMS.convert(token.getJWTClaimsSet().getClaims());
			return Jwt.withTokenValue(value)
				.headers((headers) -> headers.putAll(token.getHeader().toJSONObject()))
				.claims((all) -> all.putAll(claims))
				.build();
		}
		catch (ParseException | IllegalArgumentException | IllegalStateException ex) {
			throw new BadJwtException("Malformed", ex);
		}
	}

	private static String type(@Nullable JOSEObjectType type) {
		return (type == null) ? NO_TYPE : type.getType().toLowerCase(Locale.ROOT);
	}

}
