package dev.signet.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jsoup.nodes.Element;

/**
 * A browser without scripts: keeps cookies of one server, follows its redirects and meta
 * refreshes, fills in forms, and stops where it is sent to another server. Checks that
 * each page of ours has the headers that protect it.
 */
public final class Browser {

	/** A server that takes longer hangs. */
	static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final HttpClient CLIENT = HttpClient.newBuilder()
		.followRedirects(HttpClient.Redirect.NEVER)
		.connectTimeout(PATIENCE)
		.build();

	private final URI server;

	private final Map<String, String> cookies = new LinkedHashMap<>();

	private String userAgent;

	private final Set<String> persistent = new HashSet<>();

	private final boolean ours;

	public Browser(URI server) {
		this(server, true);
	}

	/**
	 * Makes a browser.
	 * @param ours whether the pages of the server are ours
	 */
	Browser(URI server, boolean ours) {
		this.server = server;
		this.ours = ours;
	}

	/** Says from now on which browser it is. */
	public void identify(String userAgent) {
		this.userAgent = userAgent;
	}

	/** Opens an address and follows wherever it leads on this server. */
	public Page open(String address) {
		return follow(send("GET", this.server.resolve(address), null, Map.of()));
	}

	/** Opens an address and stays there. */
	public Page fetch(String method, String address, Map<String, String> headers) {
		return send(method, this.server.resolve(address), null, headers);
	}

	/** Posts a form by hand and follows. */
	public Page post(String address, Map<String, String> fields) {
		return follow(postOnly(address, fields, Map.of()));
	}

	/** Posts a form by hand and stays there. */
	public Page postOnly(String address, Map<String, String> fields, Map<String, String> headers) {
		return send("POST", this.server.resolve(address), encode(fields), headers);
	}

	/** Posts a body as it is and stays there. */
	Page postRaw(String address, String body) {
		return send("POST", this.server.resolve(address), body, Map.of());
	}

	/** The token that the forms of somebody who is signed in carry. */
	public String csrf() {
		return open("/account").csrf();
	}

	/** Asks for JSON and stays there. */
	public Page getJson(String address) {
		return fetch("GET", address, Map.of("Accept", "application/json"));
	}

	/** Posts JSON by hand and stays there. */
	Page postJson(String address, String body, Map<String, String> headers) {
		Map<String, String> all = new LinkedHashMap<>(headers);
		all.put("Content-Type", "application/json");
		all.put("Accept", "application/json");
		return send("POST", this.server.resolve(address), body, all);
	}

	Page putJson(String address, String body, Map<String, String> headers) {
		Map<String, String> all = new LinkedHashMap<>(headers);
		all.put("Content-Type", "application/json");
		all.put("Accept", "application/json");
		return send("PUT", this.server.resolve(address), body, all);
	}

	/** Sends the first form of a page, in which there is nothing to type. */
	public Page press(Page page) {
		Element form = page.document().selectFirst("main form");
		return post(form.attr("action"), Map.of("_csrf", form.selectFirst("[name=_csrf]").val()));
	}

	/** Fills in the only form of a page, or the one with this button, and sends it. */
	public Page submit(Page page, Map<String, String> values) {
		return follow(submitOnly(page, values));
	}

	/** As {@link #submit}, and stays there. */
	public Page submitOnly(Page page, Map<String, String> values) {
		Element form = page.form(values);
		Map<String, String> fields = new LinkedHashMap<>();
		for (Element input : form.select("input[name], button[name], select[name], textarea[name]")) {
			boolean sent = switch (input.attr("type")) {
				case "checkbox", "radio" -> input.hasAttr("checked") && !input.hasAttr("disabled");
				case "submit" -> false;
				default -> !input.tagName().equals("button");
			};
			if (sent) {
				fields.put(input.attr("name"), value(input));
			}
		}
		fields.putAll(values);
		String target = form.select("button[formaction]")
			.stream()
			.filter((button) -> values.containsKey(button.attr("name")))
			.map((button) -> button.attr("formaction"))
			.findFirst()
			.orElse(form.attr("action"));
		URI action = page.address().resolve(target);
		return send("POST", action, encode(fields), Map.of("Origin", this.server.toString()));
	}

	/** What stands in a field; of a list what is chosen, else the first. */
	private static String value(Element field) {
		if (!field.tagName().equals("select")) {
			return field.val();
		}
		Element chosen = field.selectFirst("option[selected]");
		return ((chosen != null) ? chosen : field.selectFirst("option")).val();
	}

	/** Follows redirects and meta refreshes, as long as they stay on this server. */
	public Page follow(Page page) {
		Page current = page;
		for (int hops = 0; hops < 20; hops++) {
			URI next = current.next();
			if (next == null) {
				return current;
			}
			if (!same(next)) {
				return current.leftFor(next);
			}
			current = send("GET", next, null, Map.of());
		}
		throw new AssertionError("The redirects never end: " + current.address());
	}

	public Map<String, String> cookies() {
		return Map.copyOf(this.cookies);
	}

	public void setCookie(String name, String value) {
		this.cookies.put(name, value);
	}

	/** Closes the browser: cookies without a lifetime go. */
	public void restart() {
		this.cookies.keySet().removeIf((name) -> !this.persistent.contains(name));
	}

	private boolean same(URI address) {
		return this.server.getScheme().equals(address.getScheme())
				&& this.server.getAuthority().equals(address.getAuthority());
	}

	private Page send(String method, URI address, String body, Map<String, String> headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE).header("Accept", "text/html");
		if (body != null) {
			request.header("Content-Type", "application/x-www-form-urlencoded");
		}
		if (this.userAgent != null) {
			request.header("User-Agent", this.userAgent);
		}
		headers.forEach(request::setHeader);
		if (!this.cookies.isEmpty()) {
			request.header("Cookie",
					this.cookies.entrySet()
						.stream()
						.map((cookie) -> cookie.getKey() + "=" + cookie.getValue())
						.collect(Collectors.joining("; ")));
		}
		request.method(method,
				(body == null) ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
		HttpResponse<String> response = exchange(request.build());
		response.headers().allValues("Set-Cookie").forEach(this::keep);
		Page page = new Page(response, null);
		if (this.ours && page.header("Content-Type").orElse("").startsWith("text/html")) {
			page.assertProtected();
		}
		return page;
	}

	private void keep(String header) {
		String[] parts = header.split(";");
		String name = parts[0].substring(0, parts[0].indexOf('=')).trim();
		String value = parts[0].substring(parts[0].indexOf('=') + 1);
		String lower = header.toLowerCase(Locale.ROOT);
		if (value.isEmpty() || lower.contains("max-age=0")) {
			this.cookies.remove(name);
			return;
		}
		this.cookies.put(name, value);
		if (lower.contains("max-age=")) {
			this.persistent.add(name);
		}
		else {
			this.persistent.remove(name);
		}
	}

	static HttpResponse<String> exchange(HttpRequest request) {
		try {
			return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	static String encode(Map<String, String> fields) {
		return fields.entrySet()
			.stream()
			.map((field) -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
					+ URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
	}

}
