package dev.signet.token;

import java.util.List;
import java.util.stream.Stream;

import dev.signet.account.Factor;

/**
 * Maps factors to authentication method references (RFC 8176 §2). A recovery code and
 * what was mailed are one-time passwords too; what they stand in for is nobody's business
 * outside. That a device is trusted proves nothing, so it has no reference; nor is there
 * one for what another server says, whose own methods are not ours to repeat. Of a
 * passkey it is proved that its key was used ({@code pop}, OpenID Connect EAP ACR Values
 * 1.0) and that somebody was there ({@code user}); whether the key is kept in hardware or
 * software ({@code hwk}, {@code swk}) only an attestation would tell, and none is asked
 * for.
 */
final class AuthenticationMethods {

	private AuthenticationMethods() {
	}

	static List<String> references(List<Factor> factors) {
		Stream<String> methods = factors.stream().flatMap((factor) -> switch (factor.method()) {
			case PASSWORD -> Stream.of("pwd");
			case MAIL, TOTP, RECOVERY_CODE, MAIL_CODE -> Stream.of("otp");
			case PASSKEY -> Stream.of("pop", "user");
			case TRUSTED_DEVICE, UPSTREAM, UPSTREAM_UNDATED -> Stream.empty();
		});
		boolean several = AuthenticationContext.TWO_FACTORS.equals(AuthenticationContext.reference(factors));
		return Stream.concat(methods, several ? Stream.of("mfa") : Stream.empty()).distinct().toList();
	}

}
