package dev.signet.web;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

/**
 * A form of a stranger that came with a token that no longer fits. Its page is opened as
 * by a link, which does nothing, with what was typed at hand: no secret is shown back,
 * and nothing is stored.
 */
public final class ReopenedForm extends HttpServletRequestWrapper {

	private static final String REOPENED = ReopenedForm.class.getName();

	private ReopenedForm(HttpServletRequest request) {
		super(request);
	}

	/** Answers a form with its page, and the words that it is to be sent again. */
	public static void show(HttpServletRequest request, HttpServletResponse response)
			throws ServletException, IOException {
		request.setAttribute(REOPENED, true);
		request.setAttribute("notice", "web.send-again");
		request.setAttribute("filled", true);
		response.setStatus(HttpServletResponse.SC_FORBIDDEN);
		request.getRequestDispatcher(request.getRequestURI()).forward(new ReopenedForm(request), response);
	}

	/** Whether a page is opened for a form that came too late. */
	public static boolean is(HttpServletRequest request) {
		return request.getAttribute(REOPENED) != null;
	}

	/**
	 * What stood in a field of it; empty when nothing did. Not to be asked for a secret.
	 */
	public static String typed(HttpServletRequest request, String field) {
		String typed = request.getParameter(field);
		return (typed != null) ? typed : "";
	}

	/** Nothing happens by opening a page. */
	@Override
	public String getMethod() {
		return "GET";
	}

}
