package dev.signet.web;

import java.io.IOException;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a JSON object as the whole answer, in one piece and with its length.
 */
public final class JsonAnswer {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private JsonAnswer() {
	}

	/** Sends the answer, with the status and headers that the response already has. */
	public static void send(HttpServletResponse response, Map<String, Object> content) throws IOException {
		byte[] body = JSON.writeValueAsBytes(content);
		response.setContentType("application/json;charset=UTF-8");
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

}
