package dev.signet.flow;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.signet.SignetTest;
import dev.signet.client.TestClients;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is refused at a protocol endpoint before the endpoint reads it has a name, a fix
 * and a record, too.
 */
@SignetTest
class UnreadRequestsFlowTests {

	private static final String FORM = "application/x-www-form-urlencoded";

	private static final String REGISTER = RegistrationCalls.PATH;

	@Autowired
	private BeanFactory beans;

	static Stream<Row> refusals() {
		List<Row> rows = new ArrayList<>();
		for (String path : List.of("/oauth2/token", "/oauth2/introspect", "/oauth2/revoke")) {
			rows.add(
					new Row(Refusal.FORM_MALFORMED, 400, path, (scene) -> post(scene, path, FORM, "token=100%&x=%zz")));
		}
		rows.add(new Row(Refusal.FORM_MALFORMED, 400, "/oauth2/authorize",
				(scene) -> get(scene, "/oauth2/authorize?client_id=x&state=%zz"))
			.ofNobody());
		rows.add(new Row(Refusal.TOO_MANY_PARAMETERS, 400, "/oauth2/token",
				(scene) -> post(scene, "/oauth2/token", FORM, many(3000))));
		rows.add(new Row(Refusal.TOO_MANY_PARAMETERS, 400, "/oauth2/authorize",
				(scene) -> get(scene, "/oauth2/authorize?" + many(1000)))
			.ofNobody());
		rows.add(new Row(Refusal.CHARSET_UNSUPPORTED, 415, "/oauth2/token",
				(scene) -> post(scene, "/oauth2/token", FORM + ";charset=utf-16", "grant_type=x"))
			.came(FORM + ";charset=utf-16"));
		rows.add(new Row(Refusal.BODY_NOT_A_FORM, 415, "/oauth2/token",
				(scene) -> post(scene, "/oauth2/token", "multipart/form-data; boundary=x", "--x--"))
			.came("multipart/form-data; boundary=x"));
		rows.add(new Row(Refusal.BODY_COMPRESSED, 415, "/oauth2/token",
				(scene) -> send(form(scene, "/oauth2/token", FORM).header("Content-Encoding", "gzip"), "x=y"))
			.came("gzip"));
		rows.add(new Row(Refusal.BODY_TOO_LARGE, 413, "/oauth2/token",
				(scene) -> post(scene, "/oauth2/token", FORM, "x=" + "y".repeat(200_000)))
			.came("200002 bytes"));
		rows.add(new Row(Refusal.BODY_TOO_LARGE, 413, REGISTER,
				(scene) -> post(scene, REGISTER, "application/json", "y".repeat(400_000)))
			.came("400000 bytes")
			.ofRegistration());
		rows.add(new Row(Refusal.REGISTRATION_MALFORMED, 415, REGISTER,
				(scene) -> post(scene, REGISTER, "text/plain", "{}"))
			.came("text/plain")
			.ofRegistration());
		rows.add(new Row(Refusal.HOST_MALFORMED, 400, "/oauth2/token",
				(scene) -> RawHttp.bare(scene,
						"POST /oauth2/token HTTP/1.1\r\nHost: localhost:99999\r\nConnection: close\r\n\r\n"))
			.ofNobody());
		return rows.stream();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("refusals")
	void refuseWhenNothingReadItThenReferenceLeadsToRuleAndFix(Row row) {
		Scene scene = new Scene(this.beans);
		try (LogWatch log = new LogWatch()) {
			Reply reply = row.attempt().apply(scene);
			assertThat(reply.status()).isEqualTo(row.status());
			String reference = reply.header("X-Request-Id").orElseThrow();
			RefusedRequest record = scene.remembered(reference).orElseThrow();
			assertThat(record.name()).isEqualTo(row.refusal().name());
			assertThat(record.endpoint()).isEqualTo(row.endpoint());
			assertThat(record.came()).isEqualTo(row.came());
			assertThat(record.clientId()).isEqualTo(row.nobodys() ? null : scene.app().clientId());
			assertThat(Expected.JSON.readTree(reply.body()).path("error").asString()).isEqualTo(row.error());
			assertThat(Expected.JSON.readTree(reply.body()).path("error_description").asString())
				.isEqualTo("%s: %s (reference %s)".formatted(row.refusal().rule(), row.refusal().fix(), reference))
				.matches("[ !#-\\[\\]-~]+");
			assertThat(log.text()).doesNotContain(TestClients.SECRET)
				.containsOnlyOnce("Refused " + reference + ": " + record.name() + " (" + row.error() + ")");
		}
	}

	@Test
	void refuseWhenBrowserIsShownAPageThenItsReferenceLeadsThereToo() {
		Scene scene = new Scene(this.beans);
		Page page = scene.actors().browser().open("/oauth2/authorize?" + many(1000));
		assertThat(scene.remembered(page.document().select(".reference code").text()).orElseThrow().name())
			.isEqualTo(Refusal.TOO_MANY_PARAMETERS.name());
	}

	@Test
	void registerWhenMethodIsWrongThenRefusedByName() {
		Scene scene = new Scene(this.beans);
		Reply reply = get(scene, REGISTER);
		assertThat(reply.status()).isEqualTo(405);
		assertThat(reply.header("Allow")).hasValue("POST");
		assertThat(Expected.JSON.readTree(reply.body()).path("error").asString()).isEqualTo("invalid_request");
		assertThat(reply.body()).contains(Refusal.HTTP_METHOD_UNSUPPORTED.rule());
		assertThat(scene.remembered(reply.header("X-Request-Id").orElseThrow()).orElseThrow().name())
			.isEqualTo(Refusal.HTTP_METHOD_UNSUPPORTED.name());
	}

	private static String many(int parameters) {
		return IntStream.range(0, parameters).mapToObj((i) -> "p" + i + "=x").collect(Collectors.joining("&"));
	}

	/** As it stands here: a client library would encode it, or refuse to. */
	private static Reply get(Scene scene, String address) {
		return RawHttp.send(scene, "GET " + address + " HTTP/1.1");
	}

	private static Reply post(Scene scene, String path, String type, String body) {
		return send(form(scene, path, type), body);
	}

	private static HttpRequest.Builder form(Scene scene, String path, String type) {
		return scene.app()
			.form(path)
			.setHeader("Content-Type", type)
			.header("Authorization", RelyingParty.basic(scene.app().clientId(), TestClients.SECRET));
	}

	private static Reply send(HttpRequest.Builder request, String body) {
		return Reply.of(RelyingParty.send(request.POST(HttpRequest.BodyPublishers.ofString(body)).build()));
	}

	/**
	 * A refusal.
	 *
	 * @param refusal its name
	 * @param status the status of the answer
	 * @param endpoint the path that is recorded
	 * @param attempt the bad request
	 * @param came what came, as it is remembered
	 * @param nobodys whether no known client was named
	 * @param error the error code
	 */
	record Row(Refusal refusal, int status, String endpoint, Function<Scene, Reply> attempt, String came,
			boolean nobodys, String error) {

		Row(Refusal refusal, int status, String endpoint, Function<Scene, Reply> attempt) {
			this(refusal, status, endpoint, attempt, null, false, "invalid_request");
		}

		Row came(String value) {
			return new Row(this.refusal, this.status, this.endpoint, this.attempt, value, this.nobodys, this.error);
		}

		Row ofNobody() {
			return new Row(this.refusal, this.status, this.endpoint, this.attempt, this.came, true, this.error);
		}

		Row ofRegistration() {
			return new Row(this.refusal, this.status, this.endpoint, this.attempt, this.came, this.nobodys,
					"invalid_client_metadata");
		}

		@Override
		public String toString() {
			return this.refusal.name() + " at " + this.endpoint;
		}

	}

}
