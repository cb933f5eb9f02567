package dev.signet.federation.logout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import dev.signet.federation.preset.Quirks;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * What a logout token must be (OpenID Connect Back-Channel Logout 1.0 §2.4, §2.6), all
 * but whose: that can be told only when the provider is asked. The framework has a
 * validator of this kind, but keeps it to itself.
 *
 * @param clientId for whom it must be
 * @param now what time it is
 */
record LogoutTokenRules(String clientId, Instant now) implements OAuth2TokenValidator<Jwt> {

	private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

	/** §2.4 recommends two minutes; some leave {@code exp} out, as drafts did. */
	private static final Duration GOOD_FOR = Duration.ofMinutes(10);

	/** How far clocks may differ. */
	private static final Duration SKEW = Duration.ofMinutes(1);

	/** By the rule, and by the tokens of those who do not know the rule. */
	private static final Set<String> TYPES = Set.of("logout+jwt", "application/logout+jwt", "JWT");

	/** What a proved token says. */
	static UpstreamSignedOut read(Jwt token, String issuer) {
		return new UpstreamSignedOut(issuer, token.getSubject(), token.getClaimAsString("sid"),
				String.valueOf(token.getId()), at(token.getIssuedAt()).plus(GOOD_FOR).plus(SKEW));
	}

	@Override
	public OAuth2TokenValidatorResult validate(Jwt token) {
		return List
			.of(new Rule("typ", this::isTyped), new Rule("aud", this::isForUs), new Rule("iat", this::isNew),
					new Rule("exp", this::isGood), new Rule("jti", this::isNamed), new Rule("events", this::isLogout),
					new Rule("nonce", (each) -> !each.hasClaim("nonce")),
					new Rule("sub and sid", this::isAboutSomebody))
			.stream()
			.filter((rule) -> !rule.test().test(token))
			.findFirst()
			.map((rule) -> OAuth2TokenValidatorResult.failure(
					new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, rule.claim() + " is not what it must be", null)))
			.orElseGet(OAuth2TokenValidatorResult::success);
	}

	private boolean isTyped(Jwt token) {
		Object type = token.getHeaders().get("typ");
		return type == null || TYPES.stream().anyMatch(String.valueOf(type)::equalsIgnoreCase);
	}

	private boolean isForUs(Jwt token) {
		return token.getAudience() != null && token.getAudience().contains(this.clientId);
	}

	private boolean isNew(Jwt token) {
		Instant at = token.getIssuedAt();
		return at != null && !at.isAfter(this.now.plus(SKEW)) && at.plus(GOOD_FOR).plus(SKEW).isAfter(this.now);
	}

	private boolean isGood(Jwt token) {
		Instant until = token.getExpiresAt();
		return until == null || until.plus(SKEW).isAfter(this.now);
	}

	private boolean isNamed(Jwt token) {
		return isName(token.getId());
	}

	private boolean isLogout(Jwt token) {
		return token.getClaims().get("events") instanceof Map<?, ?> events && events.get(EVENT) instanceof Map<?, ?>;
	}

	/** Who or which session, or both; what is there must be a name. */
	private boolean isAboutSomebody(Jwt token) {
		Object subject = token.getClaims().get("sub");
		Object sid = token.getClaims().get("sid");
		return (subject != null || sid != null) && (subject == null || isName(subject)) && (sid == null || isName(sid));
	}

	private static boolean isName(@Nullable Object value) {
		return value instanceof String text && Quirks.isName(text);
	}

	private static Instant at(@Nullable Instant moment) {
		if (moment == null) {
			throw new IllegalStateException("Read before it was proved");
		}
		return moment;
	}

	private record Rule(String claim, Predicate<Jwt> test) {
	}

}
