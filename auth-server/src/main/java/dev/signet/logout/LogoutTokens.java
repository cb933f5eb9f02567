package dev.signet.logout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.signet.client.Client;
import dev.signet.token.SignatureChoice;
import dev.signet.token.Subjects;
import dev.signet.web.PublicAddress;

import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;

/**
 * Makes logout tokens (OpenID Connect Back-Channel Logout 1.0 §2.4), signed as the
 * client's ID tokens are. Each attempt gets a fresh one, because they are short-lived;
 * the {@code jti} stays, so that a client can tell a repetition.
 */
@Component
class LogoutTokens {

	/** §2.4 recommends two minutes at most. */
	private static final Duration LIFETIME = Duration.ofMinutes(2);

	private static final Map<String, Object> EVENTS = Map.of("http://schemas.openid.net/event/backchannel-logout",
			Map.of());

	private final JwtEncoder encoder;

	private final SignatureChoice signatures;

	private final Subjects subjects;

	private final PublicAddress address;

	private final Clock clock;

	LogoutTokens(JwtEncoder encoder, SignatureChoice signatures, Subjects subjects, PublicAddress address,
			Clock clock) {
		this.encoder = encoder;
		this.signatures = signatures;
		this.subjects = subjects;
		this.address = address;
		this.clock = clock;
	}

	/** The token of a notice for the client. */
	String make(LogoutNotice notice, Client client) {
		Instant now = this.clock.instant();
		JwtClaimsSet claims = JwtClaimsSet.builder()
			.issuer(this.address.issuer().toString())
			.subject(this.subjects.of(client, notice.accountId()))
			.audience(List.of(client.clientId()))
			.issuedAt(now)
			.expiresAt(now.plus(LIFETIME))
			.id(notice.id().toString())
			.claim("sid", notice.sessionId().toString())
			.claim("events", EVENTS)
			.build();
		return this.encoder
			.encode(JwtEncoderParameters
				.from(JwsHeader.with(this.signatures.of(client.idTokenAlgorithm())).type("logout+jwt").build(), claims))
			.getTokenValue();
	}

}
