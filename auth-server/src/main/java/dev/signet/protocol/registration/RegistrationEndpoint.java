package dev.signet.protocol.registration;

import java.util.Collections;
import java.util.Map;

import dev.signet.client.DynamicClients;
import dev.signet.client.RegistrationRefused;
import dev.signet.protocol.error.RefusalRecorder;
import dev.signet.refusal.RefusalError;
import dev.signet.web.PublicAddress;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where clients register themselves (RFC 7591 §3, OpenID Connect Dynamic Client
 * Registration 1.0 §3) and look after their registration (RFC 7592 §2). The framework's
 * own endpoint keeps no registration that it could change, and refuses {@code scope}.
 */
@RestController
@RequestMapping(RegistrationEndpoint.PATH)
public class RegistrationEndpoint {

	/** Where clients register; each is managed one level below. */
	public static final String PATH = "/connect/register";

	/** What stands for a token where a header is there and no single token in it. */
	private static final String NO_TOKEN = "";

	private final DefaultBearerTokenResolver tokens = new DefaultBearerTokenResolver();

	private final DynamicClients clients;

	private final PublicAddress address;

	private final RefusalRecorder recorder;

	RegistrationEndpoint(DynamicClients clients, PublicAddress address, RefusalRecorder recorder) {
		this.clients = clients;
		this.address = address;
		this.recorder = recorder;
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Map<String, Object>> register(@RequestBody(required = false) byte @Nullable [] metadata,
			HttpServletRequest request) {
		return answer(HttpStatus.CREATED,
				this.clients.register(token(request), orEmpty(metadata), request.getRemoteAddr()));
	}

	@GetMapping("/{clientId}")
	ResponseEntity<Map<String, Object>> read(@PathVariable String clientId, HttpServletRequest request) {
		return answer(HttpStatus.OK, this.clients.read(clientId, token(request)));
	}

	@PutMapping(path = "/{clientId}", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Map<String, Object>> change(@PathVariable String clientId,
			@RequestBody(required = false) byte @Nullable [] metadata, HttpServletRequest request) {
		return answer(HttpStatus.OK,
				this.clients.change(clientId, token(request), orEmpty(metadata), request.getRemoteAddr()));
	}

	@DeleteMapping("/{clientId}")
	ResponseEntity<Void> remove(@PathVariable String clientId, HttpServletRequest request) {
		this.clients.remove(clientId, token(request));
		return ResponseEntity.noContent().build();
	}

	@ExceptionHandler
	ResponseEntity<Map<String, String>> refuse(RegistrationRefused refused, HttpServletRequest request) {
		String description = this.recorder.record(request, RefusalError.of(refused.refusal(), refused.came()),
				refused.getMessage());
		HttpHeaders headers = new HttpHeaders();
		HttpStatus status = switch (refused.refusal()) {
			case REGISTRATION_TOKEN_MISSING, REGISTRATION_TOKEN_REFUSED, REGISTRATION_ACCESS_REFUSED ->
				HttpStatus.UNAUTHORIZED;
			case REGISTRATIONS_TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
			default -> HttpStatus.BAD_REQUEST;
		};
		if (status == HttpStatus.UNAUTHORIZED) {
			// RFC 6750 §3.1 wants no error code in the challenge when no token came
			headers.set(HttpHeaders.WWW_AUTHENTICATE, (request.getHeader(HttpHeaders.AUTHORIZATION) == null)
					? "Bearer realm=\"signet\"" : "Bearer realm=\"signet\", error=\"invalid_token\"");
		}
		if (refused.retryAfter() != null) {
			headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(refused.retryAfter().toSeconds() + 1));
		}
		return ResponseEntity.status(status)
			.headers(headers)
			.contentType(MediaType.APPLICATION_JSON)
			.body(Map.of("error", refused.refusal().error(), "error_description", description));
	}

	private ResponseEntity<Map<String, Object>> answer(HttpStatus status, Map<String, Object> members) {
		members.put("registration_client_uri", this.address.to(PATH + "/" + members.get("client_id")));
		return ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON).body(members);
	}

	private static byte[] orEmpty(byte @Nullable [] body) {
		return (body == null) ? new byte[0] : body;
	}

	/** The bearer token (RFC 6750 §2.1); null when there is none. */
	private @Nullable String token(HttpServletRequest request) {
		if (Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)).size() > 1) {
			return NO_TOKEN;
		}
		try {
			return this.tokens.resolve(request);
		}
		catch (OAuth2AuthenticationException ex) {
			return NO_TOKEN;
		}
	}

}
