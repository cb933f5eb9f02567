package dev.signet.flow;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The client's side of the protocol, with nothing but HTTP under it.
 */
public final class RelyingParty {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {
	};

	private final URI server;

	private final String clientId;

	private final String secret;

	private final String redirectUri;

	private final String scope;

	private final String verifier;

	/**
	 * A client.
	 * @param secret its secret, or null for a public client
	 */
	public RelyingParty(URI server, String clientId, String secret, String redirectUri, String scope) {
		// The one verifier is fine here; a real client makes one for each request
		this(server, clientId, secret, redirectUri, scope,
				(UUID.randomUUID() + "-" + UUID.randomUUID()).substring(0, 64));
	}

	private RelyingParty(URI server, String clientId, String secret, String redirectUri, String scope,
			String verifier) {
		this.server = server;
		this.clientId = clientId;
		this.secret = secret;
		this.redirectUri = redirectUri;
		this.scope = scope;
		this.verifier = verifier;
	}

	/** The same client, at another node of the server. */
	RelyingParty at(URI node) {
		return new RelyingParty(node, this.clientId, this.secret, this.redirectUri, this.scope, this.verifier);
	}

	public String clientId() {
		return this.clientId;
	}

	public String verifier() {
		return this.verifier;
	}

	/** An honest authorization request; tests change or remove what they are about. */
	public Map<String, String> request() {
		Map<String, String> parameters = new LinkedHashMap<>();
		parameters.put("response_type", "code");
		parameters.put("client_id", this.clientId);
		parameters.put("redirect_uri", this.redirectUri);
		parameters.put("scope", this.scope);
		parameters.put("state", "state-" + UUID.randomUUID());
		parameters.put("nonce", "nonce-1");
		parameters.put("code_challenge", challenge(this.verifier));
		parameters.put("code_challenge_method", "S256");
		return parameters;
	}

	/** An honest authorization request with some parameters more or other ones. */
	public Map<String, String> request(Map<String, String> changes) {
		Map<String, String> parameters = request();
		parameters.putAll(changes);
		return parameters;
	}

	/** Sends a browser with a request. */
	public Page authorize(Browser browser, Map<String, String> parameters) {
		return browser.open("/oauth2/authorize?" + Browser.encode(parameters));
	}

	/** Gets a code from a browser in which nothing is left to ask. */
	public String code(Browser browser) {
		return authorize(browser, request()).answer().get("code");
	}

	/** Redeems a code. */
	public Answer redeem(String code) {
		return token(Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", this.redirectUri,
				"code_verifier", this.verifier));
	}

	/** Refreshes. */
	public Answer refresh(String refreshToken) {
		return token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
	}

	/** A request to the token endpoint. */
	public Answer token(Map<String, String> parameters) {
		return call("/oauth2/token", parameters);
	}

	/** A request to an endpoint at which the client authenticates. */
	public Answer call(String path, Map<String, String> parameters) {
		Map<String, String> fields = new LinkedHashMap<>(parameters);
		HttpRequest.Builder request = form(path);
		if (this.secret == null) {
			fields.put("client_id", this.clientId);
		}
		else {
			request.header("Authorization", basic(this.clientId, this.secret));
		}
		return send(request.POST(HttpRequest.BodyPublishers.ofString(Browser.encode(fields))).build());
	}

	public Answer userInfo(String accessToken) {
		return send(HttpRequest.newBuilder(this.server.resolve("/userinfo"))
			.header("Authorization", "Bearer " + accessToken)
			.build());
	}

	/** A form post, to which a test adds what it wants. */
	public HttpRequest.Builder form(String path) {
		return HttpRequest.newBuilder(this.server.resolve(path))
			.timeout(Browser.PATIENCE)
			.header("Content-Type", "application/x-www-form-urlencoded");
	}

	public static Answer send(HttpRequest request) {
		return new Answer(Browser.exchange(request));
	}

	public static String basic(String clientId, String secret) {
		return "Basic "
				+ Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.UTF_8));
	}

	public static String challenge(String verifier) {
		try {
			return Base64.getUrlEncoder()
				.withoutPadding()
				.encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The claims of a JWT, unverified. */
	public static Map<String, Object> claims(String jwt) {
		return part(jwt, 1);
	}

	/** The header of a JWT, unverified. */
	public static Map<String, Object> header(String jwt) {
		return part(jwt, 0);
	}

	private static Map<String, Object> part(String jwt, int index) {
		return JSON.readValue(Base64.getUrlDecoder().decode(jwt.split("\\.")[index]), OBJECT);
	}

	/**
	 * An answer in JSON.
	 *
	 * @param response as it came
	 */
	public record Answer(HttpResponse<String> response) {

		public int status() {
			return this.response.statusCode();
		}

		public Map<String, Object> json() {
			return this.response.body().isEmpty() ? Map.of() : JSON.readValue(this.response.body(), OBJECT);
		}

		public String text(String name) {
			return (String) json().get(name);
		}

		public String error() {
			return text("error");
		}

		public String accessToken() {
			return text("access_token");
		}

		public String refreshToken() {
			return text("refresh_token");
		}

		public String idToken() {
			return text("id_token");
		}

	}

}
