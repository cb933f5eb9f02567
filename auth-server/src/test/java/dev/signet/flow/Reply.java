package dev.signet.flow;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An answer of the server, however it was asked.
 *
 * @param status the status, or 0 when the connection was closed without a word
 * @param headers the headers, by names in small letters
 * @param body the body
 */
record Reply(int status, Map<String, List<String>> headers, String body) {

	static Reply of(Page page) {
		return of(page.response());
	}

	static Reply of(RelyingParty.Answer answer) {
		return of(answer.response());
	}

	static Reply of(HttpResponse<String> response) {
		Map<String, List<String>> headers = new TreeMap<>();
		response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
		return new Reply(response.statusCode(), headers, (response.body() == null) ? "" : response.body());
	}

	/** Reads what came over a bare socket. */
	static Reply parse(String text) {
		String[] parts = text.split("\r\n\r\n", 2);
		String[] lines = parts[0].split("\r\n");
		String[] start = lines[0].split(" ");
		if (start.length < 2) {
			return new Reply(0, Map.of(), text);
		}
		Map<String, List<String>> headers = new TreeMap<>();
		for (int i = 1; i < lines.length; i++) {
			String[] field = lines[i].split(":", 2);
			headers.computeIfAbsent(field[0].toLowerCase(Locale.ROOT), (name) -> new ArrayList<>())
				.add(field[1].trim());
		}
		return new Reply(Integer.parseInt(start[1]), headers, (parts.length > 1) ? parts[1] : "");
	}

	Optional<String> header(String name) {
		return all(name).stream().findFirst();
	}

	List<String> all(String name) {
		return this.headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
	}

}
