package dev.signet.flow;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import dev.signet.client.TestClients;
import dev.signet.refusal.Refusal;

import static dev.signet.flow.BadInput.row;
import static org.assertj.core.api.Assertions.assertThat;

/** Sections 2, 3 and 6: times and lengths of time that are no times. */
final class BadTimes {

	private static final String TOKEN = "/oauth2/token";

	private static final RequestSigner SIGNER = new RequestSigner();

	private BadTimes() {
	}

	static Stream<BadInput> rows() {
		return Stream.concat(
				Stream.of("exp", "nbf", "iat")
					.flatMap((claim) -> Stream.<Number>of(1e300, -1e300, 1e19, 9.3e15, Instant.now().toEpochMilli())
						.map((time) -> assertion(claim, time))),
				Stream.concat(Stream.of(-1, 31_622_401, Integer.MAX_VALUE, 1e300, 0.5, "60").map(BadTimes::registered),
						Stream.of("999999999999", "4000000000").map(BadTimes::asked)));
	}

	private static BadInput assertion(String claim, Number time) {
		return row("P066", "private_key_jwt: %s %s".formatted(claim, time), (scene) -> {
			RelyingParty service = scene.actors().app(TestClients.service().privateKeyJwt(SIGNER.jwks()));
			Map<String, Object> claims = new HashMap<>(Map.of("iss", service.clientId(), "sub", service.clientId(),
					"aud", scene.actors().server().toString(), "jti", UUID.randomUUID().toString(), "exp",
					Instant.now().plusSeconds(60).getEpochSecond()));
			claims.put(claim, time);
			String assertion = scene.secret(SIGNER.sign("ES256", "JWT", claims));
			scene.refused(Expected.invalidClient().named(Refusal.ASSERTION_TIME_IMPOSSIBLE),
					() -> scene.post(TOKEN, null,
							Browser.encode(Map.of("grant_type", "client_credentials", "client_assertion", assertion,
									"client_assertion_type",
									"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"))));
		});
	}

	private static BadInput registered(Object age) {
		return row("P116", "default_max_age " + age, (scene) -> {
			RegistrationCalls calls = new RegistrationCalls(scene.beans());
			String token = scene.secret(calls.initialToken());
			Expected inSeconds = Expected.json(400, "invalid_client_metadata")
				.and((ignored, reply) -> assertThat(reply.body()).contains("seconds from 0 to 31622400"));
			scene.refused(inSeconds,
					() -> Reply.of(calls.post(token, RegistrationCalls.metadata("default_max_age", age))));
		});
	}

	private static BadInput asked(String age) {
		return row("P036", "max_age " + age,
				(scene) -> scene.refused(Expected.back("invalid_request")
					.named(Refusal.MAX_AGE_MALFORMED)
					.and((ignored, reply) -> assertThat(reply.header("Location").orElse("")).contains("999999999")),
						() -> scene.authorize("max_age", age)));
	}

}
