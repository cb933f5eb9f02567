package dev.signet.web;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;

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
 * JSON object for a program. It tells the status and a reference, never a cause.
 */
@Controller
final class ErrorPages implements ErrorController {

	private final MessageSource messages;

	private final PageHeaders headers;

	ErrorPages(MessageSource messages, PageHeaders headers) {
		this.messages = messages;
		this.headers = headers;
	}

	@RequestMapping("/error")
	@Nullable ModelAndView error(HttpServletRequest request, HttpServletResponse response, Locale locale) throws IOException {
		// An error may be raised before the security filters had their turn
		this.headers.writeHeaders(request, response);
		int status = status(request);
		response.setStatus(status);
		if (ErrorWords.wantsPage(request)) {
			return page(request, status, locale);
		}
		// Written here: no negotiation about the type can fail a second time
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		response.getOutputStream().write(ErrorWords.json(status, RequestId.of(request)));
		return null;
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
