package dev.signet.demo.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.web.client.OAuth2ClientHttpRequestInterceptor;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

import static org.springframework.security.oauth2.client.web.client.RequestAttributeClientRegistrationIdResolver.clientRegistrationId;

/**
 * Calls the API for the signed-in person. The interceptor adds the access token, and gets
 * a new one first when it is about to expire.
 */
@Component
class DemoApi {

	private static final Logger logger = LoggerFactory.getLogger(DemoApi.class);

	private static final int LONGEST_BODY = 16 * 1024;

	private final RestClient api;

	private final Clock clock;

	DemoApi(RestClient.Builder builder, OAuth2AuthorizedClientManager manager, DemoProperties demo, Clock clock) {
		this.api = builder.clone()
			.baseUrl(demo.api())
			.requestInterceptor(new OAuth2ClientHttpRequestInterceptor(manager))
			.build();
		this.clock = clock;
	}

	ApiAnswer get(String path) {
		Instant start = this.clock.instant();
		try {
			return this.api.get()
				.uri(path)
				.attributes(clientRegistrationId(ClientSecurity.SIGNET))
				.exchangeForRequiredValue((request, response) -> answer(path, response, millisSince(start)));
		}
		catch (ResourceAccessException ex) {
			logger.warn("The API does not answer: {}", ex.getMessage());
			return failure(path, "No answer", "The API does not answer. Is it running?", millisSince(start));
		}
		catch (OAuth2AuthorizationException ex) {
			logger.info("No access token for the call: {}", ex.getMessage());
			return failure(path, "Not sent", "There is no access token to send, and no new one to be had. "
					+ "Sign out and in again to get one.", millisSince(start));
		}
	}

	private static ApiAnswer answer(String path, ClientHttpResponse response, long millis) throws IOException {
		int code = response.getStatusCode().value();
		HttpStatus known = HttpStatus.resolve(code);
		String status = (known != null) ? code + " " + known.getReasonPhrase() : String.valueOf(code);
		List<JsonText.Piece> body = JsonText.of(read(response));
		String challenge = response.getHeaders().getFirst(HttpHeaders.WWW_AUTHENTICATE);
		return switch (code) {
			case 200 ->
				new ApiAnswer(path, ApiAnswer.Outcome.ANSWERED, status, "The API let you in.", challenge, body, millis);
			case 401 -> new ApiAnswer(path, ApiAnswer.Outcome.REFUSED, status, (ApiAnswer.acrValues(challenge) != null)
					? "The API wants you to prove more than you did so far." : "The API does not believe the token.",
					challenge, body, millis);
			case 403 -> new ApiAnswer(path, ApiAnswer.Outcome.REFUSED, status,
					"The API knows who you are, and that is not enough here.", challenge, body, millis);
			default -> new ApiAnswer(path, ApiAnswer.Outcome.FAILED, status, "The API could not answer.", challenge,
					body, millis);
		};
	}

	private static String read(ClientHttpResponse response) throws IOException {
		try (InputStream body = response.getBody()) {
			return new String(body.readNBytes(LONGEST_BODY), StandardCharsets.UTF_8);
		}
	}

	private static ApiAnswer failure(String path, String status, String explanation, long millis) {
		return new ApiAnswer(path, ApiAnswer.Outcome.FAILED, status, explanation, null, List.of(), millis);
	}

	private long millisSince(Instant start) {
		return Duration.between(start, this.clock.instant()).toMillis();
	}

}
