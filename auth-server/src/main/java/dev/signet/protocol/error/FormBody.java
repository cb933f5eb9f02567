package dev.signet.protocol.error;

import java.util.Optional;

import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.MediaType;

/**
 * The one type of body in which protocol endpoints take parameters (RFC 6749 §3.2, OpenID
 * Connect Core 1.0 §3.1.2.1).
 */
public final class FormBody {

	private FormBody() {
	}

	/** What is wrong with the type of a body, if it has one. */
	public static Optional<RefusalError> refusal(HttpServletRequest request) {
		String type = request.getContentType();
		return (type == null || isForm(type)) ? Optional.empty() : Optional
			.of(RefusalError.of(Refusal.BODY_NOT_A_FORM, type, MediaType.APPLICATION_FORM_URLENCODED_VALUE));
	}

	/**
	 * Whatever parameters the type has; the name is the same in any case (RFC 9110
	 * §8.3.1).
	 */
	private static boolean isForm(String type) {
		return type.split(";", 2)[0].trim().equalsIgnoreCase(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
	}

}
