package dev.signet.protocol.authorization;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.signet.protocol.request.RequestParameters;
import jakarta.servlet.http.HttpServletRequest;

/**
 * How the answer of the authorization endpoint reaches the client (OAuth 2.0 Multiple
 * Response Type Encoding Practices §2.1, OAuth 2.0 Form Post Response Mode §2). Fragments
 * are not offered: they are for answers that hold tokens.
 */
public enum ResponseMode {

	/** In the query of the redirect URI. */
	QUERY,
	/** By a form that the browser posts to the redirect URI. */
	FORM_POST;

	/** What the metadata announce. */
	public static List<String> supported() {
		return Arrays.stream(values()).map(ResponseMode::parameter).toList();
	}

	static Optional<ResponseMode> named(String parameter) {
		return Arrays.stream(values()).filter((mode) -> mode.parameter().equals(parameter)).findFirst();
	}

	/**
	 * The mode of the answer to a request, right or wrong: by query, unless another way
	 * was asked for, once, and can be gone.
	 */
	static ResponseMode of(HttpServletRequest request, String redirectUri) {
		String name = RequestParameters.of(request).only("response_mode");
		return Optional.ofNullable(name)
			.flatMap(ResponseMode::named)
			.filter((mode) -> mode == QUERY || FormPost.canReach(redirectUri))
			.orElse(QUERY);
	}

	private String parameter() {
		return name().toLowerCase(Locale.ROOT);
	}

}
