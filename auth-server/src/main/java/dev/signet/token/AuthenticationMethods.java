package dev.signet.token;

import java.util.List;

import dev.signet.account.Factor;

/** Maps factors to authentication method references (RFC 8176 §2). */
final class AuthenticationMethods {

	private AuthenticationMethods() {
	}

	static List<String> references(List<Factor> factors) {
		return factors.stream().map((factor) -> switch (factor.method()) {
			case PASSWORD -> "pwd";
		}).distinct().toList();
	}

}
