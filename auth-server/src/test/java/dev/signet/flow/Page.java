package dev.signet.flow;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a browser shows, or where it was sent.
 *
 * @param response the last answer of the server
 * @param left the address on another server it was sent to, or null
 */
public record Page(HttpResponse<String> response, URI left) {

	public int status() {
		return this.response.statusCode();
	}

	public URI address() {
		return this.response.uri();
	}

	public Document document() {
		return Jsoup.parse(this.response.body(), this.response.uri().toString());
	}

	public JsonNode json() {
		return Expected.JSON.readTree(this.response.body());
	}

	/** The token that its forms carry. */
	public String csrf() {
		return document().expectFirst("[name=_csrf]").val();
	}

	public Optional<String> header(String name) {
		return this.response.headers().firstValue(name);
	}

	/** Where the browser goes next by itself, or null when it stays. */
	URI next() {
		Optional<String> location = header("Location");
		if (this.response.statusCode() / 100 == 3 && location.isPresent()) {
			return this.response.uri().resolve(location.get());
		}
		if (this.response.body() == null || !this.response.body().contains("http-equiv")) {
			return null;
		}
		Element refresh = document().selectFirst("meta[http-equiv=refresh]");
		if (refresh == null) {
			return null;
		}
		String content = refresh.attr("content");
		return this.response.uri().resolve(content.substring(content.toLowerCase().indexOf("url=") + 4));
	}

	Page leftFor(URI address) {
		return new Page(this.response, address);
	}

	/** Checks the headers by which a browser protects a page, and whoever sees it. */
	void assertProtected() {
		assertThat(header("Content-Security-Policy").orElse("")).as("%s", address())
			.contains("default-src 'none'")
			.contains("frame-ancestors 'none'")
			.doesNotContain("unsafe-inline");
		for (String name : List.of("X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options", "Permissions-Policy",
				"Cross-Origin-Opener-Policy", "X-Request-Id")) {
			assertThat(header(name)).as("%s of %s", name, address()).isPresent();
		}
		assertThat(header("Referrer-Policy")).hasValue("no-referrer");
		assertThat(header("Cache-Control").orElse("")).as("%s", address()).contains("no-store");
		assertThat(header("Access-Control-Allow-Origin")).as("%s", address()).isEmpty();
	}

	/** The parameters with which the browser was sent to another server. */
	public Map<String, String> answer() {
		if (this.left == null) {
			throw new AssertionError("Still here: " + this.status() + " " + address() + "\n" + document().text());
		}
		return parameters(this.left.getRawQuery());
	}

	/** The form of the page that has a field or button for each of these names. */
	Element form(Map<String, String> values) {
		return document().select("form")
			.stream()
			.filter((
					form) -> values.keySet().stream().allMatch((name) -> !form.select("[name=" + name + "]").isEmpty()))
			.findFirst()
			.orElseThrow(() -> new AssertionError(
					"No form with " + values.keySet() + " at " + address() + ": " + document().text()));
	}

	static Map<String, String> parameters(String query) {
		Map<String, String> parameters = new LinkedHashMap<>();
		for (String pair : (query == null) ? new String[0] : query.split("&")) {
			String[] parts = pair.split("=", 2);
			parameters.put(parts[0], URLDecoder.decode((parts.length > 1) ? parts[1] : "", StandardCharsets.UTF_8));
		}
		return parameters;
	}

}
