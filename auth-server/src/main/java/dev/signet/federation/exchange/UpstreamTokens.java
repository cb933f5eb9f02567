package dev.signet.federation.exchange;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import dev.signet.federation.call.Deadline;
import dev.signet.federation.call.FailureReason;
import dev.signet.federation.call.UpstreamHttp;
import dev.signet.federation.call.UpstreamTrouble;
import dev.signet.key.KeyRing;
import dev.signet.key.SigningAlgorithm;
import dev.signet.outbound.OutboundAnswer;
import dev.signet.secret.RandomText;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.AbstractClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;

/**
 * Redeems codes at providers' token endpoints (RFC 6749 §4.1.3) with the framework's
 * client, over our own calls.
 */
@Component
public final class UpstreamTokens {

	private static final String WHAT = "The token endpoint";

	private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

	private static final Duration ASSERTION_LIFETIME = Duration.ofMinutes(1);

	private final UpstreamHttp http;

	private final KeyRing ring;

	private final JwtEncoder encoder;

	private final Clock clock;

	private final RandomText random = new RandomText();

	UpstreamTokens(UpstreamHttp http, KeyRing ring, JwtEncoder encoder, Clock clock) {
		this.http = http;
		this.ring = ring;
		this.encoder = encoder;
		this.clock = clock;
	}

	/**
	 * Redeems a code.
	 * @param registration this server at the provider, with its secret
	 * @param request the request that the code answers
	 */
	OAuth2AccessTokenResponse redeem(UpstreamMetadata metadata, ClientRegistration registration,
			OAuth2AuthorizationRequest request, String code, Deadline deadline) throws UpstreamTrouble {
		return redeem(metadata, registration, request, code, deadline, (answer) -> {
		});
	}

	/** Redeems a code that is none, for what is answered to that. */
	public OutboundAnswer redeemInVain(UpstreamMetadata metadata, ClientRegistration registration,
			OAuth2AuthorizationRequest request, String code, Deadline deadline) throws UpstreamTrouble {
		List<OutboundAnswer> answers = new ArrayList<>();
		try {
			redeem(metadata, registration, request, code, deadline, answers::add);
		}
		catch (UpstreamTrouble ex) {
			if (answers.isEmpty()) {
				throw ex;
			}
		}
		return answers.get(0);
	}

	private OAuth2AccessTokenResponse redeem(UpstreamMetadata metadata, ClientRegistration registration,
			OAuth2AuthorizationRequest request, String code, Deadline deadline, Consumer<OutboundAnswer> answered)
			throws UpstreamTrouble {
		RestClientAuthorizationCodeTokenResponseClient client = new RestClientAuthorizationCodeTokenResponseClient();
		client.setRestClient(RestClient.builder()
			.requestFactory((address, method) -> new TokenRequest(address, method, deadline, answered))
			.configureMessageConverters((converters) -> converters.addCustomConverter(new FormHttpMessageConverter())
				.addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
			.build());
		if (ClientAuthenticationMethod.PRIVATE_KEY_JWT.equals(registration.getClientAuthenticationMethod())) {
			client.addParametersConverter((grant) -> assertion(metadata, registration));
		}
		OAuth2AuthorizationResponse response = OAuth2AuthorizationResponse.success(code)
			.redirectUri(Objects.requireNonNull(registration.getRedirectUri()))
			.state(Objects.requireNonNull(request.getState()))
			.build();
		try {
			return client.getTokenResponse(new OAuth2AuthorizationCodeGrantRequest(registration,
					new OAuth2AuthorizationExchange(request, response)));
		}
		catch (OAuth2AuthorizationException ex) {
			throw trouble(ex);
		}
	}

	/** RFC 7523 §3. The audience is the endpoint, which all understand. */
	private MultiValueMap<String, String> assertion(UpstreamMetadata metadata, ClientRegistration registration) {
		Instant now = this.clock.instant();
		JwtClaimsSet claims = JwtClaimsSet.builder()
			.issuer(registration.getClientId())
			.subject(registration.getClientId())
			.audience(List.of(metadata.token().toString()))
			.id(this.random.name(""))
			.issuedAt(now)
			.expiresAt(now.plus(ASSERTION_LIFETIME))
			.build();
		MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
		parameters.set(OAuth2ParameterNames.CLIENT_ASSERTION_TYPE, ASSERTION_TYPE);
		parameters.set(OAuth2ParameterNames.CLIENT_ASSERTION,
				this.encoder.encode(JwtEncoderParameters.from(JwsHeader.with(algorithm(metadata)).build(), claims))
					.getTokenValue());
		return parameters;
	}

	/** What both sides can do; RS256 when the other side does not tell. */
	private SigningAlgorithm algorithm(UpstreamMetadata metadata) {
		if (metadata.document().get("token_endpoint_auth_signing_alg_values_supported") instanceof List<?> theirs) {
			return this.ring.algorithms()
				.stream()
				.filter((ours) -> theirs.contains(ours.value()))
				.findFirst()
				.orElse(SigningAlgorithm.RS256);
		}
		return SigningAlgorithm.RS256;
	}

	private static UpstreamTrouble trouble(OAuth2AuthorizationException ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof Interrupted interrupted) {
				return interrupted.trouble;
			}
		}
		return UpstreamTrouble.of(FailureReason.NOTHING_USABLE, WHAT + ": its answer is no token response.", ex);
	}

	/** An answer with tokens. Some answer errors with status 200 too (GitHub). */
	private static OutboundAnswer tokens(OutboundAnswer answer) throws UpstreamTrouble {
		if (answer.status() < HttpStatus.OK.value() || answer.status() >= HttpStatus.INTERNAL_SERVER_ERROR.value()
				|| HttpStatusCode.valueOf(answer.status()).is3xxRedirection()) {
			return UpstreamHttp.usable(WHAT, answer, FailureReason.NOTHING_USABLE);
		}
		Map<String, Object> object = object(answer);
		Object error = object.get("error");
		if (error != null) {
			// Facebook nests what the standard has side by side
			Map<?, ?> nested = (error instanceof Map<?, ?> members) ? members : null;
			String code = UpstreamTrouble.cited((nested != null) ? nested.get("type") : error);
			String message = UpstreamTrouble
				.cited((nested != null) ? nested.get("message") : object.get("error_description"));
			throw UpstreamTrouble.error(code, WHAT + ": answered the error " + code + ". " + message);
		}
		return UpstreamHttp.usable(WHAT, answer, FailureReason.REFUSED_BY_PROVIDER);
	}

	private static Map<String, Object> object(OutboundAnswer answer) throws UpstreamTrouble {
		try {
			return UpstreamHttp.object(WHAT, answer);
		}
		catch (UpstreamTrouble ex) {
			if (answer.status() == HttpStatus.OK.value()) {
				throw ex;
			}
			return Map.of();
		}
	}

	/** The framework's request as one of ours. */
	private final class TokenRequest extends AbstractClientHttpRequest {

		private final URI address;

		private final HttpMethod method;

		private final Deadline deadline;

		private final Consumer<OutboundAnswer> answered;

		private final ByteArrayOutputStream body = new ByteArrayOutputStream();

		TokenRequest(URI address, HttpMethod method, Deadline deadline, Consumer<OutboundAnswer> answered) {
			this.address = address;
			this.method = method;
			this.deadline = deadline;
			this.answered = answered;
		}

		@Override
		public HttpMethod getMethod() {
			return this.method;
		}

		@Override
		public URI getURI() {
			return this.address;
		}

		@Override
		protected OutputStream getBodyInternal(HttpHeaders headers) {
			return this.body;
		}

		@Override
		protected ClientHttpResponse executeInternal(HttpHeaders headers) throws IOException {
			Map<String, String> sent = new LinkedHashMap<>(headers.toSingleValueMap());
			sent.remove(HttpHeaders.CONTENT_LENGTH);
			try {
				OutboundAnswer answer = UpstreamTokens.this.http.post(WHAT, this.address, sent, this.body.toByteArray(),
						this.deadline);
				this.answered.accept(answer);
				return new TokenAnswer(tokens(answer));
			}
			catch (UpstreamTrouble ex) {
				throw new Interrupted(ex);
			}
		}

	}

	/** The answer to it: JSON, whatever its type says. */
	private record TokenAnswer(OutboundAnswer answer) implements ClientHttpResponse {

		@Override
		public HttpStatusCode getStatusCode() {
			return HttpStatus.OK;
		}

		@Override
		public String getStatusText() {
			return HttpStatus.OK.getReasonPhrase();
		}

		@Override
		public HttpHeaders getHeaders() {
			HttpHeaders headers = new HttpHeaders();
			headers.setContentType(MediaType.APPLICATION_JSON);
			headers.setContentLength(this.answer.body().length);
			return headers;
		}

		@Override
		public InputStream getBody() {
			return new ByteArrayInputStream(this.answer.body());
		}

		@Override
		public void close() {
			// Nothing is open
		}

	}

	/** Carries our exception through the framework. */
	private static final class Interrupted extends IOException {

		private final transient UpstreamTrouble trouble;

		Interrupted(UpstreamTrouble trouble) {
			super(trouble);
			this.trouble = trouble;
		}

	}

}
