package dev.signet.token;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import dev.signet.client.Client;
import dev.signet.web.PublicAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;

/**
 * Signs answers that a client wants signed: userinfo (OpenID Connect Core 1.0 §5.3.2) and
 * introspection (RFC 9701 §5). Such an answer has no {@code exp}, so that none can pass
 * for an ID token.
 */
@Component
public final class AnswerSigner {

	private final JwtEncoder encoder;

	private final SignatureChoice signatures;

	private final PublicAddress address;

	private final Clock clock;

	AnswerSigner(JwtEncoder encoder, SignatureChoice signatures, PublicAddress address, Clock clock) {
		this.encoder = encoder;
		this.signatures = signatures;
		this.address = address;
		this.clock = clock;
	}

	/**
	 * Signs an answer.
	 * @param receiver the client that asked, named as the audience
	 * @param algorithm the one that the receiver is registered for
	 * @param type the value of {@code typ}, or null for none
	 * @param claims what the answer says besides issuer, audience and time
	 */
	public String sign(Client receiver, String algorithm, @Nullable String type, Map<String, Object> claims) {
		JwsHeader.Builder header = JwsHeader.with(this.signatures.of(algorithm));
		if (type != null) {
			header.type(type);
		}
		JwtClaimsSet answer = JwtClaimsSet.builder()
			.claims((all) -> all.putAll(claims))
			.issuer(this.address.issuer().toString())
			.audience(List.of(receiver.clientId()))
			.issuedAt(this.clock.instant().truncatedTo(ChronoUnit.SECONDS))
			.build();
		return this.encoder.encode(JwtEncoderParameters.from(header.build(), answer)).getTokenValue();
	}

}
