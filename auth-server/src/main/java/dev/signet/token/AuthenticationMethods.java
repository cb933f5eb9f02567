package dev.signet.token;

import java.util.List;
import java.util.stream.Stream;

import dev.signet.account.Factor;

/**
 * Maps factors to authentication method references (RFC 8176 §2). A recovery code is a
 * one-time password too; what it stands in for is nobody's business outside.
 */
final class AuthenticationMethods {

	private AuthenticationMethods() {
	}

	static List<String> references(List<Factor> factors) {
		Stream<String> methods = factors.stream().map((factor) -> switch (factor.method()) {
			case PASSWORD -> "pwd";
			case TOTP, RECOVERY_CODE -> "otp";
		});
		boolean several = AuthenticationContext.TWO_FACTORS.equals(AuthenticationContext.reference(factors));
		return Stream.concat(methods, several ? Stream.of("mfa") : Stream.empty()).distinct().toList();
	}

}
