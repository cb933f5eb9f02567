package dev.signet.web;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Sends a browser on by 303 (RFC 9110 §15.4.4), so that it comes back by GET whatever it
 * did before (RFC 9700 §4.12). Unlike the servlet container's way, the address stays as
 * it is, never completed from a request header, and the security headers are written.
 */
public final class SeeOther {

	private SeeOther() {
	}

	/**
	 * Sends the browser on.
	 * @param location a path of this server, or a whole address that was proved before
	 */
	public static void send(HttpServletResponse response, String location) {
		response.setStatus(HttpStatus.SEE_OTHER.value());
		response.setHeader(HttpHeaders.LOCATION, location);
	}

}
