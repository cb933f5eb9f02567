package dev.signet.demo.upstream;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.signet.outbound.OutboundFailed;
import dev.signet.outbound.OutboundHttp;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Tells this server that somebody has signed out at a stand-in, by a logout token (OpenID
 * Connect Back-Channel Logout 1.0 §2.4). None of the originals does so yet; other
 * providers do.
 */
@Component
@Profile("demo")
final class SignOutEverywhere {

	private static final Duration LIFETIME = Duration.ofMinutes(2);

	private static final Map<String, Object> EVENTS = Map.of("http://schemas.openid.net/event/backchannel-logout",
			Map.of());

	private final Addresses addresses;

	private final Portraits portraits;

	private final StandInKeys keys;

	private final OutboundHttp http;

	private final Clock clock;

	SignOutEverywhere(Addresses addresses, Portraits portraits, StandInKeys keys, OutboundHttp http, Clock clock) {
		this.addresses = addresses;
		this.portraits = portraits;
		this.keys = keys;
		this.http = http;
		this.clock = clock;
	}

	/** Whether this server took the token. */
	boolean tell(Visit visit) {
		URI receiver = this.addresses.logout(visit.request().redirectUri());
		try {
			return this.http.post(receiver, Map.of("logout_token", token(visit))).status() / 100 == 2;
		}
		catch (OutboundFailed ex) {
			return false;
		}
	}

	/** The token about a sign-in. */
	String token(Visit visit) {
		StandIn standIn = visit.standIn();
		Instant now = this.clock.instant();
		JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
			.issuer(this.addresses.issuer(standIn, Subjects.tenant(visit.person())))
			.subject(this.portraits.of(visit).subject())
			.audience(standIn.clientId())
			.issueTime(Date.from(now))
			.expirationTime(Date.from(now.plus(LIFETIME)))
			.jwtID(UUID.randomUUID().toString())
			.claim("events", EVENTS);
		if (standIn == StandIn.MICROSOFT) {
			// The only one whose ID tokens name the sign-in
			claims.claim("sid", visit.id().toString()).claim("tid", Subjects.tenant(visit.person()));
		}
		return this.keys.sign(standIn, new JOSEObjectType("logout+jwt"), claims.build());
	}

}
