package dev.signet.token;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.signet.client.Clients;
import dev.signet.key.KeyRing;
import dev.signet.web.PublicAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.BadJwtException;
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

	private final KeyRing keys;

	private final Clients clients;

	private final Subjects subjects;

	private final String issuer;

	private final Clock clock;

	private final VerifiedTokens verified;

	TokenReader(KeyRing keys, Clients clients, Subjects subjects, PublicAddress address, Clock clock) {
		this.keys = keys;
		this.clients = clients;
		this.subjects = subjects;
		this.issuer = address.issuer().toString();
		this.clock = clock;
		this.verified = new VerifiedTokens(keys::publishes);
	}

	/**
	 * Reads an access token of ours.
	 * @return what it says
	 * @throws ExpiredToken when its time is over
	 * @throws BadJwtException when it is not one, or its signature is wrong
	 */
	public AccessToken verify(String value) {
		VerifiedToken verified = this.verified.get(value, this::verifySignature);
		Instant now = this.clock.instant();
		if (now.isAfter(verified.token().expiresAt())) {
			throw new ExpiredToken();
		}
		if (now.isBefore(verified.notBefore())) {
			throw new BadJwtException("Not valid yet");
		}
		return verified.token();
	}

	private VerifiedToken verifySignature(String value) {
		Signed signed = signed(value, Set.of(ACCESS_TOKEN), this.keys::verifies);
		Date notBefore = signed.claims().getNotBeforeTime();
		return new VerifiedToken(AccessToken.of(signed.claims()), signed.keyId(),
				(notBefore == null) ? Instant.MIN : notBefore.toInstant());
	}

	/**
	 * Reads an access token of ours.
	 * @return what it says, empty when it is not one, its signature is wrong, or it has
	 * expired
	 */
	public Optional<AccessToken> accessToken(String value) {
		try {
			return Optional.of(verify(value));
		}
		catch (BadJwtException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Reads an ID token of ours, expired or not, whose key may be retired.
	 * @return what it says, empty when we did not sign it
	 */
	public Optional<IdTokenHint> idTokenHint(String value) {
		try {
			JWTClaimsSet token = signed(value, Set.of(NO_TYPE, JWT), this.keys::everSigned).claims();
			String sid = token.getStringClaim("sid");
			List<String> audience = token.getAudience();
			String subject = token.getSubject();
			if (subject == null || audience.isEmpty() || token.getExpirationTime() == null) {
				return Optional.empty();
			}
			UUID sessionId = (sid == null) ? null : UUID.fromString(sid);
			return this.clients.findByClientId(audience.get(0))
				.flatMap((client) -> this.subjects.account(client, subject))
				.map((account) -> new IdTokenHint(account.toString(), sessionId, audience));
		}
		catch (BadJwtException | ParseException | IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/** What is encrypted, or not signed, is no signed JWT and already fails to parse. */
	private Signed signed(String value, Set<String> types, Predicate<SignedJWT> ours) {
		try {
			SignedJWT token = SignedJWT.parse(value);
			if (!types.contains(type(token.getHeader().getType())) || !ours.test(token)) {
				throw new BadJwtException("Not a token of this kind and of ours");
			}
			JWTClaimsSet claims = JWTClaimsSet.parse(content(token));
			if (!this.issuer.equals(claims.getIssuer())) {
				throw new BadJwtException("Not a token from this address");
			}
			return new Signed(token.getHeader().getKeyID(), claims);
		}
		catch (ParseException | IllegalArgumentException | IllegalStateException ex) {
			throw new BadJwtException("Malformed", ex);
		}
	}

	/** As in the key ring: nothing of a token is secret from who sends it. */
	private static String content(SignedJWT token) {
		return new String(Base64.getUrlDecoder().decode(token.getPayload().toBase64URL().toString()),
				StandardCharsets.UTF_8);
	}

	private static String type(@Nullable JOSEObjectType type) {
		return (type == null) ? NO_TYPE : type.getType().toLowerCase(Locale.ROOT);
	}

	/**
	 * What we signed.
	 *
	 * @param keyId which of our keys did
	 * @param claims what it says
	 */
	private record Signed(String keyId, JWTClaimsSet claims) {
	}

}
