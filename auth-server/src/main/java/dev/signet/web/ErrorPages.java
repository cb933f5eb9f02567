package dev.signet.web;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * The one answer to every error that reaches the container: a page for a browser, a small
 * JSON object for a program. It tells the status and a reference, and a cause only where
 * an {@link ErrorDetail} does.
 */
@Controller
final class ErrorPages implements ErrorController {

	private final MessageSource messages;

	private final PageHeaders headers;

	private final List<ErrorDetail> details;

	ErrorPages(MessageSource messages, PageHeaders headers, List<ErrorDetail> details) {
		this.messages = messages;
		this.headers = headers;
		this.details = details;
	}

	@RequestMapping("/error")
	@Nullable ModelAndView error(HttpServletRequest request, HttpServletResponse response, Locale locale) throws IOException {
		// An error may be raised before the security filters had their turn
		this.headers.writeHeaders(request, response);
		int status = status(request);
		response.setStatus(status);
		Optional<Map<String, Object>> detail = detail(request, status);
		if (ErrorWords.wantsPage(request)) {
			return page(request, status, locale);
		}
		// Written here: no negotiation about the type can fail a second time
		if (detail.isPresent()) {
			JsonAnswer.send(response, detail.get());
			return null;
		}
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		response.getOutputStream().write(ErrorWords.json(status, RequestId.of(request)));
		return null;
	}

	private Optional<Map<String, Object>> detail(HttpServletRequest request, int status) {
		return (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path)
				? this.details.stream()
					.flatMap((each) -> each.of(request, path, status, Unreadable.of(request)).stream())
					.findFirst()
				: Optional.empty();
	}

	private ModelAndView page(HttpServletRequest request, int status, Locale locale) {
		ErrorWords words = ErrorWords.of(status, ErrorAnswer.key(request), this.messages, locale);
		return new ModelAndView("web/error", Map.of("status", status, "title", words.title(), "message",
				words.message(), "reference", RequestId.of(request), "address", "/"));
	}

	private int status(HttpServletRequest request) {
		Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
		// Nobody sent us an error: somebody typed this address
		return (status instanceof Integer code && code >= 400) ? code : HttpServletResponse.SC_NOT_FOUND;
	}

}
