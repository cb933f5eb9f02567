package dev.signet.protocol.error;

import java.util.Map;
import java.util.Optional;

import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import dev.signet.web.ErrorDetail;
import dev.signet.web.Unreadable;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Names what was refused at a protocol endpoint before the endpoint had its turn, as a
 * body that is too large or a form that cannot be decoded, so that its reference leads to
 * the rule and the fix.
 */
@Component
class UnreadRequests implements ErrorDetail {

	private static final String REGISTER = "/connect/register";

	/** RFC 7591 §3.2.2 has none that fits better. */
	private static final String REGISTRATION_ERROR = "invalid_client_metadata";

	private final RefusalRecorder recorder;

	UnreadRequests(RefusalRecorder recorder) {
		this.recorder = recorder;
	}

	@Override
	public Optional<Map<String, Object>> of(HttpServletRequest request, String path, int status,
			@Nullable Unreadable reason) {
		boolean registration = path.equals(REGISTER) || path.startsWith(REGISTER + "/");
		if (!registration && !MethodRules.METHODS.containsKey(path)) {
			return Optional.empty();
		}
		Optional<RefusalError> refusal = (reason != null) ? Optional.of(unread(request, reason, registration))
				: (registration && status == HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE)
						? Optional.of(noMetadata(request)) : Optional.empty();
		return refusal.map((error) -> registration ? error.withError(REGISTRATION_ERROR) : error)
			.map((error) -> Map.of("error", error.getErrorCode(), "error_description",
					this.recorder.recordUnread(request, path, error)));
	}

	private static RefusalError unread(HttpServletRequest request, Unreadable reason, boolean registration) {
		return switch (reason) {
			case HOST -> RefusalError.of(Refusal.HOST_MALFORMED);
			case BODY_TOO_LARGE -> RefusalError.of(Refusal.BODY_TOO_LARGE, length(request));
			case BODY_COMPRESSED ->
				RefusalError.of(Refusal.BODY_COMPRESSED, request.getHeader(HttpHeaders.CONTENT_ENCODING));
			case TYPE,
					CHARSET ->
				registration ? noMetadata(request)
						: RefusalError.of(
								(reason == Unreadable.TYPE) ? Refusal.BODY_NOT_A_FORM : Refusal.CHARSET_UNSUPPORTED,
								request.getContentType(), MediaType.APPLICATION_FORM_URLENCODED_VALUE);
			case TOO_MANY_PARAMETERS -> RefusalError.of(Refusal.TOO_MANY_PARAMETERS);
			case PARAMETERS_MALFORMED -> RefusalError.of(Refusal.FORM_MALFORMED);
		};
	}

	private static RefusalError noMetadata(HttpServletRequest request) {
		return RefusalError.of(Refusal.REGISTRATION_MALFORMED, request.getContentType(),
				MediaType.APPLICATION_JSON_VALUE);
	}

	private static @Nullable String length(HttpServletRequest request) {
		return (request.getContentLengthLong() < 0) ? null : request.getContentLengthLong() + " bytes";
	}

}
