package dev.signet.flow;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.signet.client.InitialAccessTokens;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.BeanFactory;

/** The client's side of dynamic registration (RFC 7591, RFC 7592). */
final class RegistrationCalls {

	static final String PATH = "/connect/register";

	static final String REDIRECT_URI = "https://registered.test/cb";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final BeanFactory beans;

	private final URI server;

	RegistrationCalls(BeanFactory beans) {
		this(beans, new Actors(beans).server());
	}

	private RegistrationCalls(BeanFactory beans, URI server) {
		this.beans = beans;
		this.server = server;
	}

	/** The same, at another node of the server. */
	RegistrationCalls at(URI node) {
		return new RegistrationCalls(this.beans, node);
	}

	/** A new initial access token for any number of clients. */
	String initialToken() {
		return this.beans.getBean(InitialAccessTokens.class).create("test-" + UUID.randomUUID(), null, null);
	}

	/** Good metadata with some members more or other ones; null takes one out. */
	static Map<String, Object> metadata(Object... changes) {
		Map<String, Object> metadata = new HashMap<>(Map.of("redirect_uris", List.of(REDIRECT_URI), "client_name",
				"Registered app", "scope", "openid profile email"));
		for (int i = 0; i < changes.length; i += 2) {
			metadata.put((String) changes[i], changes[i + 1]);
		}
		return metadata;
	}

	/** Registers with a new initial access token. */
	RelyingParty.Answer register(Map<String, Object> metadata) {
		return post(initialToken(), metadata);
	}

	RelyingParty.Answer post(String token, Map<String, Object> metadata) {
		return send("POST", PATH, token, JSON.writeValueAsString(metadata));
	}

	RelyingParty.Answer read(RelyingParty.Answer registered) {
		return send("GET", path(registered), registered.text("registration_access_token"), null);
	}

	/** Puts metadata in the place of what is registered. */
	RelyingParty.Answer change(RelyingParty.Answer registered, Map<String, Object> metadata) {
		Map<String, Object> named = new HashMap<>(metadata);
		named.putIfAbsent("client_id", registered.text("client_id"));
		return send("PUT", path(registered), registered.text("registration_access_token"),
				JSON.writeValueAsString(named));
	}

	RelyingParty.Answer remove(RelyingParty.Answer registered) {
		return send("DELETE", path(registered), registered.text("registration_access_token"), null);
	}

	/**
	 * Any request.
	 * @param token the bearer token, or null
	 * @param json the body, or null
	 */
	RelyingParty.Answer send(String method, String path, String token, String json) {
		return send(method, path, token, "application/json", json);
	}

	RelyingParty.Answer send(String method, String path, String token, String contentType, String body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.server.resolve(path))
			.timeout(Browser.PATIENCE)
			.method(method,
					(body == null) ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
		if (body != null) {
			request.header("Content-Type", contentType);
		}
		if (token != null) {
			request.header("Authorization", "Bearer " + token);
		}
		return RelyingParty.send(request.build());
	}

	/** The registered client as a relying party. */
	RelyingParty relyingParty(RelyingParty.Answer registered) {
		return new RelyingParty(this.server, registered.text("client_id"), registered.text("client_secret"),
				((List<?>) registered.json().get("redirect_uris")).get(0).toString(), registered.text("scope"));
	}

	static String path(RelyingParty.Answer registered) {
		return URI.create(registered.text("registration_client_uri")).getPath();
	}

}
