package dev.signet.signin.journey;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.springframework.modulith.NamedInterface;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** Request parameters as one form-encoded line, and back. */
@NamedInterface("journey")
public final class QueryString {

	private QueryString() {
	}

	/** Encodes parameters, in the order of the map. */
	public static String encode(Map<String, String[]> parameters) {
		StringBuilder line = new StringBuilder();
		parameters.forEach((name, values) -> {
			for (String value : values) {
				line.append(line.isEmpty() ? "" : "&")
					.append(URLEncoder.encode(name, StandardCharsets.UTF_8))
					.append('=')
					.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
			}
		});
		return line.toString();
	}

	/**
	 * Decodes a line.
	 * @throws IllegalArgumentException when an escape in it is broken
	 */
	public static MultiValueMap<String, String> decode(String line) {
		MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
		for (String pair : line.split("&")) {
			if (!pair.isEmpty()) {
				int equals = pair.indexOf('=');
				String name = (equals < 0) ? pair : pair.substring(0, equals);
				String value = (equals < 0) ? "" : pair.substring(equals + 1);
				parameters.add(URLDecoder.decode(name, StandardCharsets.UTF_8),
						URLDecoder.decode(value, StandardCharsets.UTF_8));
			}
		}
		return parameters;
	}

}
