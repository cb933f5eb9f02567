package dev.signet.protocol.error;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.refusal.RefusalError;
import dev.signet.refusal.RefusedRequests;
import dev.signet.web.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * Has every refusal of a protocol endpoint remembered, in the record of the client that
 * the request names, and gives the words of the answer the reference. Asks nobody, so
 * that a refusal costs no SQL and works while the database is away.
 */
@Component
public class RefusalRecorder {

	/** What a request may carry that nobody else may read. */
	private static final List<String> SECRETS = List.of("client_secret", "client_assertion", "code", "code_verifier",
			"refresh_token", "access_token", "token", "id_token_hint", "assertion", "subject_token", "actor_token",
			"device_code", "request", "password");

	/** Below it stands a client id, or whatever else somebody may put there. */
	private static final String REGISTERED_CLIENT = "/connect/register/";

	/** What is shorter is no secret, and would hide half of a sentence. */
	private static final int SHORTEST_SECRET = 8;

	private final RefusedRequests refusedRequests;

	private final Clients clients;

	RefusalRecorder(RefusedRequests refusedRequests, Clients clients) {
		this.refusedRequests = refusedRequests;
		this.clients = clients;
	}

	/**
	 * Remembers a refusal.
	 * @param error why; one that is not from the list is remembered as another refusal
	 * @param sentence what the client is told
	 * @return the sentence with the reference, for {@code error_description}
	 */
	public String record(HttpServletRequest request, OAuth2Error error, @Nullable String sentence) {
		RefusalError refusal = (error instanceof RefusalError named) ? named : RefusalError.other(error.getErrorCode());
		remember(request, request.getRequestURI(), withoutSecrets(request, refusal), ClaimedClient.id(request));
		boolean bare = sentence == null || containsSecret(request, sentence);
		return "%s (reference %s)".formatted(bare ? refusal.refusal().rule() : sentence, RequestId.of(request));
	}

	/**
	 * Remembers a refusal of a request whose parameters may be unreadable, so that only
	 * its header can tell the client.
	 * @param path the path that was called
	 * @param refusal why, with nothing that came as a parameter
	 * @return the rule and the fix with the reference, for {@code error_description}
	 */
	String recordUnread(HttpServletRequest request, String path, RefusalError refusal) {
		remember(request, path, refusal, ClaimedClient.ofHeader(request));
		return "%s: %s (reference %s)".formatted(refusal.refusal().rule(), refusal.refusal().fix(),
				RequestId.of(request));
	}

	private void remember(HttpServletRequest request, String path, RefusalError refusal, @Nullable String clientId) {
		Optional<Client> known = (clientId == null) ? Optional.empty() : this.clients.remembered(clientId);
		this.refusedRequests.record(RequestId.of(request), route(path), refusal,
				known.map(Client::clientId).orElse(null), () -> lookUp(clientId));
	}

	/** The path, or its route where a part of it may be anything. */
	private static String route(String path) {
		return UriUtils.decode(path, StandardCharsets.UTF_8).startsWith(REGISTERED_CLIENT)
				? REGISTERED_CLIENT + "{client_id}" : path;
	}

	private Optional<String> lookUp(@Nullable String clientId) {
		return (clientId == null) ? Optional.empty() : this.clients.findByClientId(clientId).map(Client::clientId);
	}

	private static RefusalError withoutSecrets(HttpServletRequest request, RefusalError refusal) {
		return containsSecret(request, refusal.came()) || containsSecret(request, refusal.expected())
				? refusal.withoutValues() : refusal;
	}

	private static boolean containsSecret(HttpServletRequest request, @Nullable String text) {
		if (text == null) {
			return false;
		}
		String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		return (header != null && text.contains(header)) || Stream.concat(inParameters(request), inHeader(request))
			.anyMatch((secret) -> secret.length() >= SHORTEST_SECRET && text.contains(secret));
	}

	private static Stream<String> inParameters(HttpServletRequest request) {
		return SECRETS.stream().map(request::getParameterValues).filter(Objects::nonNull).flatMap(Arrays::stream);
	}

	/** The secret as it is, and as the header has it. */
	private static Stream<String> inHeader(HttpServletRequest request) {
		return BasicCredentials.of(request)
			.stream()
			.flatMap((client) -> Stream.concat(Stream.of(client.encodedSecret()), client.secret().stream()));
	}

}
