package dev.signet.refusal;

import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * What a look-up found out about the request at hand. The framework asks for a code or
 * token and is told "none"; why that is so is noted here, for whoever gives the refusal
 * that follows its name.
 */
public final class NotedRefusal {

	private static final String KEY = NotedRefusal.class.getName();

	private NotedRefusal() {
	}

	/** Notes the reason on the current request. The newest stays. */
	public static void note(Refusal refusal) {
		RequestAttributes request = RequestContextHolder.getRequestAttributes();
		if (request != null) {
			request.setAttribute(KEY, refusal, RequestAttributes.SCOPE_REQUEST);
		}
	}

	/** The reason noted on a request, or null. */
	public static @Nullable Refusal on(ServletRequest request) {
		return (request.getAttribute(KEY) instanceof Refusal refusal) ? refusal : null;
	}

}
