package dev.signet.demo.upstream;

import dev.signet.demo.upstream.TokenRefused.Reason;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Redeems codes, once each, for whoever they were given to.
 */
@Component
@Profile("demo")
final class Redemption {

	private final Visits visits;

	private final Faults faults;

	private final AppleSecrets appleSecrets;

	Redemption(Visits visits, Faults faults, AppleSecrets appleSecrets) {
		this.visits = visits;
		this.faults = faults;
		this.appleSecrets = appleSecrets;
	}

	Visit redeem(StandIn standIn, HttpServletRequest request) throws TokenRefused {
		TokenRequest asked = TokenRequest.of(request);
		if (!authenticates(standIn, asked) || this.faults.on(standIn, Fault.EXPIRED_SECRET)) {
			throw new TokenRefused(Reason.CLIENT);
		}
		// The other two know no other grant, and so do not ask for its name
		if (standIn.openIdConnect() && !asked.grantType().equals("authorization_code")) {
			throw new TokenRefused(Reason.GRANT_TYPE);
		}
		Visit visit = this.visits.redeem(standIn, asked.code()).orElseThrow(() -> new TokenRefused(Reason.CODE));
		if (!visit.request().redirectUri().equals(asked.redirectUri())) {
			throw new TokenRefused(Reason.REDIRECT_URI);
		}
		String challenge = visit.request().challenge();
		if (challenge != null && !asked.answers(challenge)) {
			throw new TokenRefused(Reason.VERIFIER);
		}
		return visit;
	}

	private boolean authenticates(StandIn standIn, TokenRequest asked) {
		if (!asked.clientId().equals(standIn.clientId())) {
			return false;
		}
		return (standIn == StandIn.APPLE) ? this.appleSecrets.accepts(asked.secret())
				: asked.secret().equals(standIn.secret());
	}

}
