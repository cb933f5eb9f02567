package dev.signet.protocol.authorization;

import dev.signet.protocol.request.ProvedRequest;
import dev.signet.protocol.request.RequestParameters;
import dev.signet.refusal.Refusal;

import org.springframework.security.oauth2.core.AuthorizationGrantType;

/**
 * Which kind of answer is asked for, and in what form the request may come: {@code code},
 * by query or form post; not by value and by reference at once, nor with client metadata
 * in it (OpenID Connect Core 1.0 §7.2.1).
 */
final class ResponseRules {

	private ResponseRules() {
	}

	static void check(ProvedRequest request) {
		checkForm(request);
		String responseType = request.parameters().only("response_type");
		if (responseType == null) {
			throw request.refuse(Refusal.RESPONSE_TYPE_MISSING);
		}
		if (!responseType.equals("code")) {
			throw request.refuse(Refusal.RESPONSE_TYPE_UNSUPPORTED, "response_type", "code");
		}
		if (!request.client().grantTypes().contains(AuthorizationGrantType.AUTHORIZATION_CODE)) {
			throw request.refuse(Refusal.GRANT_TYPE_NOT_REGISTERED);
		}
		checkMode(request);
	}

	private static void checkForm(ProvedRequest request) {
		RequestParameters parameters = request.parameters();
		if (parameters.has("request") && parameters.has("request_uri")) {
			throw request.refuse(Refusal.REQUEST_AND_REQUEST_URI);
		}
		if (parameters.has("registration")) {
			throw request.refuse(Refusal.REGISTRATION_PARAMETER);
		}
	}

	private static void checkMode(ProvedRequest request) {
		String name = request.parameters().only("response_mode");
		if (name == null) {
			return;
		}
		ResponseMode mode = ResponseMode.named(name)
			.orElseThrow(() -> request.refuse(Refusal.RESPONSE_MODE_UNSUPPORTED, "response_mode",
					String.join(" or ", ResponseMode.supported())));
		if (mode == ResponseMode.FORM_POST && !FormPost.canReach(request.redirectUri())) {
			throw request.refuse(Refusal.RESPONSE_MODE_UNFIT, "redirect_uri", "an http or https address");
		}
	}

}
