package dev.signet.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signet.account.AccountId;
import dev.signet.federation.preset.Preset;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderRefused;
import dev.signet.federation.provider.Providers;
import dev.signet.federation.settings.AccountCreation;
import dev.signet.federation.settings.ProviderAudience;
import dev.signet.federation.settings.ProviderEndpoints;
import dev.signet.federation.settings.ProviderSettings;
import dev.signet.federation.settings.UpstreamAuthentication;
import dev.signet.federation.settings.UpstreamClient;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.BeanFactory;

/**
 * A provider that says of people whatever a test wants. The test is the person over there
 * too: it takes the address to which the browser left, and brings an answer back. Its
 * button is shown at the clients of the test only.
 */
final class TestProvider implements AutoCloseable {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final AccountId OPERATOR = new AccountId(UUID.fromString("00000000-0000-4000-8000-0000000000ab"));

	private final BeanFactory beans;

	private final HttpServer server;

	private final Map<String, Map<String, Object>> people = new ConcurrentHashMap<>();

	private Provider provider;

	private volatile Runnable meanwhile = () -> {
	};

	private TestProvider(BeanFactory beans, HttpServer server, Provider provider) {
		this.beans = beans;
		this.server = server;
		this.provider = provider;
	}

	/** Enabled, trusted for addresses, and making accounts, at the clients of a test. */
	static TestProvider start(BeanFactory beans, RelyingParty app) {
		return start(beans,
				(settings) -> settings.withAudience(new ProviderAudience(List.of(), List.of(app.clientId()))));
	}

	static TestProvider start(BeanFactory beans, UnaryOperator<ProviderSettings> change) {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			server.setExecutor(Executors.newCachedThreadPool());
			URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
			ProviderSettings settings = Preset.OAUTH2.defaults()
				.withName("Northwind")
				.withEndpoints(
						ProviderEndpoints.of(base.resolve("/authorize"), base.resolve("/token"), base.resolve("/me")))
				.withClient(UpstreamClient.of("signet", UpstreamAuthentication.SECRET_BASIC))
				.withEmailTrusted(true)
				.withCreation(new AccountCreation(AccountCreation.Mode.ON, List.of()));
			Providers providers = beans.getBean(Providers.class);
			String alias = "t-" + UUID.randomUUID().toString().substring(0, 12);
			Provider added = providers.add(alias, Preset.OAUTH2, change.apply(settings), "a-secret-of-the-test",
					OPERATOR);
			providers.enableUnproved(added.id(), alias, OPERATOR);
			TestProvider started = new TestProvider(beans, server, providers.find(added.id()).orElseThrow());
			server.createContext("/token", started::token);
			server.createContext("/me", started::me);
			server.start();
			return started;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (ProviderRefused ex) {
			throw new AssertionError(ex.problems().toString(), ex);
		}
	}

	Provider provider() {
		return this.provider;
	}

	String alias() {
		return this.provider.alias();
	}

	/** Changes the settings, and stays enabled. */
	void change(UnaryOperator<ProviderSettings> change) {
		Providers providers = this.beans.getBean(Providers.class);
		try {
			Provider now = providers.find(this.provider.id()).orElseThrow();
			this.provider = providers.change(now.id(), now.version(), change.apply(now.settings()), null, OPERATOR);
		}
		catch (ProviderRefused ex) {
			throw new AssertionError(ex.problems().toString(), ex);
		}
	}

	/** Something happens here while this provider is asked who it is. */
	void meanwhile(Runnable act) {
		this.meanwhile = act;
	}

	/** Does not answer any more. */
	void stop() {
		this.server.stop(0);
	}

	void disable() {
		this.beans.getBean(Providers.class).disable(this.provider.id(), OPERATOR);
	}

	/** Somebody over there, with an address that is verified. */
	static Map<String, Object> person(String subject, String email) {
		Map<String, Object> claims = new LinkedHashMap<>();
		claims.put("sub", subject);
		claims.put("email", email);
		claims.put("email_verified", true);
		claims.put("preferred_username", "u" + subject.replaceAll("[^a-z0-9]", ""));
		claims.put("given_name", "Ada");
		claims.put("family_name", "Lovelace");
		return claims;
	}

	/** The same with another claim; null takes it out. */
	static Map<String, Object> but(Map<String, Object> person, String claim, Object value) {
		Map<String, Object> changed = new LinkedHashMap<>(person);
		if (value == null) {
			changed.remove(claim);
		}
		else {
			changed.put(claim, value);
		}
		return changed;
	}

	/** Presses the button of the sign-in page; the browser leaves. */
	Page leave(Browser browser, Page signIn) {
		return leave(browser, signIn, alias());
	}

	/** Presses the button of any provider. */
	static Page leave(Browser browser, Page signIn, String alias) {
		Map<String, String> fields = new LinkedHashMap<>();
		signIn.document()
			.select("form[action=/signin] input[type=hidden]")
			.forEach((field) -> fields.put(field.attr("name"), field.attr("value")));
		Page left = browser.post("/signin/with/" + alias, fields);
		if (left.left() == null) {
			throw new AssertionError("Still here: " + left.status() + " " + left.address() + left.document().text());
		}
		return left;
	}

	/** Signs in over there as somebody, and comes back. */
	Page comeBack(Browser browser, Page left, Map<String, Object> person) {
		return browser.open(answer(left, person));
	}

	/** The address to come back to. */
	String answer(Page left, Map<String, Object> person) {
		String code = UUID.randomUUID().toString();
		this.people.put(code, person);
		return callback(left) + "?code=" + code + "&state=" + encoded(left.answer().get("state"));
	}

	/** The address to which answers come. */
	static String callback(Page left) {
		return URI.create(left.answer().get("redirect_uri")).getPath();
	}

	/** All of it: from the sign-in page over there and back. */
	Page signIn(Browser browser, Page signIn, Map<String, Object> person) {
		return comeBack(browser, leave(browser, signIn), person);
	}

	@Override
	public void close() {
		disable();
		stop();
	}

	private void token(HttpExchange exchange) throws IOException {
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		String code = Page.parameters(body).get("code");
		boolean known = code != null && this.people.containsKey(code);
		send(exchange, known ? 200 : 400,
				known ? Map.of("access_token", code, "token_type", "Bearer") : Map.of("error", "invalid_grant"));
	}

	private void me(HttpExchange exchange) throws IOException {
		this.meanwhile.run();
		String token = exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length());
		send(exchange, 200, this.people.remove(token));
	}

	private static void send(HttpExchange exchange, int status, Map<String, Object> json) throws IOException {
		byte[] body = JSON.writeValueAsBytes(json);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(status, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
