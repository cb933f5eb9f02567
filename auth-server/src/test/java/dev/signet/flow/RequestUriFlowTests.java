package dev.signet.flow;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jose.Payload;
import com.nimbusds.jose.PlainObject;
import com.sun.net.httpserver.HttpServer;
import dev.signet.SignetTest;
import dev.signet.client.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Request objects by reference (OpenID Connect Core 1.0 §6.2). */
@SignetTest
class RequestUriFlowTests {

	@Autowired
	private Actors actors;

	private final Map<String, String> published = new ConcurrentHashMap<>();

	private final AtomicInteger calls = new AtomicInteger();

	private HttpServer site;

	private String base;

	private Browser browser;

	@BeforeEach
	void setUp() throws IOException {
		this.site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.site.createContext("/", (exchange) -> {
			this.calls.incrementAndGet();
			String object = this.published.get(exchange.getRequestURI().getPath());
			byte[] body = (object == null) ? new byte[0] : object.getBytes(StandardCharsets.US_ASCII);
			exchange.sendResponseHeaders((object == null) ? 404 : 200, body.length == 0 ? -1 : body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		this.site.start();
		this.base = "http://127.0.0.1:" + this.site.getAddress().getPort();
		this.browser = this.actors.signedIn(this.actors.person("USER"));
	}

	@AfterEach
	void tearDown() {
		this.site.stop(0);
	}

	@Test
	void authorizeWhenTheObjectStandsAtARegisteredAddressThenACode() {
		RelyingParty app = app(this.base + "/request");
		this.published.put("/request", object(app));
		assertThat(send(app, this.base + "/request").answer()).containsKey("code").containsEntry("state", "inside");
	}

	@Test
	void authorizeWhenTheAddressHasAFragmentThenItIsComparedLikeTheRest() {
		String reference = this.base + "/versioned#" + "a".repeat(43);
		RelyingParty app = app(reference);
		this.published.put("/versioned", object(app));
		assertThat(send(app, reference).answer()).containsKey("code");
		assertRefused(send(app, this.base + "/versioned"));
		assertRefused(send(app, this.base + "/versioned#" + "b".repeat(43)));
		assertThat(this.calls).hasValue(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/other", "/request?x", "/request/", "/Request" })
	void authorizeWhenTheAddressIsNotRegisteredThenRefusedAndNobodyIsCalled(String path) {
		RelyingParty app = app(this.base + "/request");
		this.published.put(path, object(app));
		assertRefused(send(app, this.base + path));
		assertThat(this.calls).hasValue(0);
	}

	@Test
	void authorizeWhenNothingUsableStandsThereThenRefused() {
		RelyingParty app = app(this.base + "/request");
		assertRefused(send(app, this.base + "/request"));
		this.published.put("/request", "x".repeat(20_000));
		assertRefused(send(app, this.base + "/request"));
		this.published.put("/request", "garbage");
		assertThat(send(app, this.base + "/request").answer()).containsEntry("error", "invalid_request_object");
	}

	@Test
	void authorizeWhenPersonMustSignInThenTheObjectIsNotFetchedAgain() {
		RelyingParty app = app(this.base + "/request");
		this.published.put("/request", object(app));
		Browser other = this.actors.browser();
		Page signIn = other.open(address(app, this.base + "/request"));
		assertThat(this.calls).hasValue(1);
		Page done = this.actors.signIn(other, signIn, this.actors.person("USER"));
		assertThat(done.answer()).containsKey("code");
		assertThat(this.calls).hasValue(1);
	}

	private RelyingParty app(String requestUri) {
		return this.actors.app(TestClients.confidential().firstParty().withoutPkce().requestUri(requestUri));
	}

	private static String object(RelyingParty app) {
		return new PlainObject(new Payload(Map.of("client_id", app.clientId(), "response_type", "code", "redirect_uri",
				TestClients.REDIRECT_URI, "scope", "openid", "state", "inside", "nonce", "n")))
			.serialize();
	}

	private Page send(RelyingParty app, String reference) {
		return this.browser.open(address(app, reference));
	}

	private static String address(RelyingParty app, String reference) {
		Map<String, String> parameters = new LinkedHashMap<>();
		parameters.put("client_id", app.clientId());
		parameters.put("redirect_uri", TestClients.REDIRECT_URI);
		parameters.put("request_uri", reference);
		return "/oauth2/authorize?" + Browser.encode(parameters);
	}

	private static void assertRefused(Page page) {
		assertThat(page.answer()).containsEntry("error", "invalid_request_uri");
	}

}
