package dev.signet.protocol.request;

import java.util.Arrays;
import java.util.Map;

import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import dev.signet.signin.journey.PendingRequests;
import dev.signet.signin.journey.QueryString;

/**
 * What holds for every parameter of an authorization request: sent once (RFC 6749 §3.1),
 * without NUL, and no more of them than can be kept while a person signs in.
 */
public final class ParameterRules {

	/** May be sent more than once (RFC 8707 §2). */
	static final String RESOURCE = "resource";

	private ParameterRules() {
	}

	/** Refuses what no request may have. */
	public static void check(ProvedRequest request) {
		Map<String, String[]> parameters = request.parameters().all();
		parameters.forEach((name, values) -> {
			if (values.length > 1 && !name.equals(RESOURCE)) {
				throw request.refuse(RefusalError.of(Refusal.PARAMETER_REPEATED, name, "one value"));
			}
			if (name.indexOf('\0') >= 0 || Arrays.stream(values).anyMatch((value) -> value.indexOf('\0') >= 0)) {
				throw request.refuse(RefusalError.of(Refusal.PARAMETER_WITH_NUL, name));
			}
		});
		int length = QueryString.encode(parameters).length();
		if (length > PendingRequests.MAX_LENGTH) {
			throw request.refuse(RefusalError.of(Refusal.REQUEST_TOO_LONG, length + " characters",
					"at most %d characters".formatted(PendingRequests.MAX_LENGTH)));
		}
	}

}
