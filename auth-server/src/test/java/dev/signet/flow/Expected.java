package dev.signet.flow;

import java.net.URI;
import java.util.Arrays;
import java.util.Map;

import dev.signet.refusal.Refusal;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the answer to a bad input must be, in the words of the public list.
 */
@FunctionalInterface
interface Expected {

	JsonMapper JSON = JsonMapper.builder().build();

	void check(Scene scene, Reply reply);

	/** "Page 4xx": a page of ours, and nothing sent anywhere. */
	static Expected page() {
		return (scene, reply) -> {
			assertThat(reply.status()).as("status").isBetween(400, 499);
			assertThat(reply.header("Location")).as("Location").isEmpty();
			assertThat(reply.header("Content-Type"))
				.hasValueSatisfying((type) -> assertThat(type).as("Content-Type").startsWith("text/html"));
			assertThat(reply.header("Content-Security-Policy")).as("Content-Security-Policy").isPresent();
		};
	}

	/** A page of ours with one of these statuses. */
	static Expected page(Integer... statuses) {
		return page().and(status(statuses));
	}

	/** "Back": a redirect to the registered URI with error, state and issuer. */
	static Expected back(String... errors) {
		return (scene, reply) -> {
			assertThat(reply.status()).as("status").isEqualTo(303);
			String location = reply.header("Location").orElse("");
			assertThat(location).as("Location").startsWith(scene.redirectUri() + "?");
			Map<String, String> answer = Page.parameters(URI.create(location).getRawQuery());
			assertThat(answer).containsEntry("iss", scene.actors().server().toString()).doesNotContainKey("code");
			assertThat(answer.get("error")).as("error").isIn(Arrays.asList(errors));
			assertThat(answer.get("state")).as("state").isEqualTo(scene.state());
		};
	}

	/** "JSON e", with this status and one of these errors. */
	static Expected json(int status, String... errors) {
		return (scene, reply) -> {
			assertThat(reply.status()).as("status").isEqualTo(status);
			assertThat(reply.header("Content-Type"))
				.hasValueSatisfying((type) -> assertThat(type).as("Content-Type").startsWith("application/json"));
			assertThat(reply.header("Cache-Control"))
				.hasValueSatisfying((value) -> assertThat(value).as("Cache-Control").contains("no-store"));
			assertThat(JSON.readTree(reply.body()).path("error").asString()).as("error").isIn(Arrays.asList(errors));
		};
	}

	/** Failed client authentication at an endpoint for clients. */
	static Expected invalidClient() {
		return json(401, "invalid_client").and(challenge("Basic"));
	}

	/** A refused bearer token (RFC 6750 §3). */
	static Expected invalidToken() {
		return status(401).and(challenge("Bearer"))
			.and((scene, reply) -> assertThat(reply.header("WWW-Authenticate").orElse("")).contains("invalid_token"));
	}

	static Expected status(Integer... statuses) {
		return (scene, reply) -> assertThat(reply.status()).as("status").isIn((Object[]) statuses);
	}

	/** An introspection answer that tells nothing. */
	static Expected inactive() {
		return status(200)
			.and((scene, reply) -> assertThat(JSON.readTree(reply.body()).toString()).isEqualTo("{\"active\":false}"));
	}

	/** As well, the request is remembered under this name. */
	default Expected named(Refusal refusal) {
		return and((scene, reply) -> assertThat(reply.header("X-Request-Id").flatMap(scene::remembered))
			.hasValueSatisfying(
					(record) -> assertThat(record.name()).as("name of the refusal").isEqualTo(refusal.name())));
	}

	private static Expected challenge(String scheme) {
		return (scene, reply) -> assertThat(reply.header("WWW-Authenticate")).as("WWW-Authenticate")
			.hasValueSatisfying((value) -> assertThat(value).startsWith(scheme));
	}

	default Expected and(Expected other) {
		return (scene, reply) -> {
			check(scene, reply);
			other.check(scene, reply);
		};
	}

}
