package dev.signet.flow;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.zaxxer.hikari.HikariDataSource;
import dev.signet.SignetTest;
import dev.signet.Sooner;
import dev.signet.SqlOutage;
import dev.signet.account.Account;
import dev.signet.client.TestClients;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * While the database does not keep up, every endpoint says so by 503 and
 * {@code Retry-After}, whichever of its statements fails: that is nobody's mistake, so no
 * client may take it for one and throw its tokens away. And one connection is enough for
 * each of them.
 */
@SignetTest
class DatabaseOutageFlowTests {

	private static final int MOST_STATEMENTS = 20;

	private static final EdDsaKey KEY = new EdDsaKey();

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private SqlOutage outage;

	@Autowired
	private DataSource dataSource;

	private Account person;

	private RelyingParty app;

	private Browser browser;

	@BeforeEach
	void setUp() {
		this.person = this.actors.person("USER");
		this.app = this.actors.app(TestClients.confidential().firstParty());
		this.browser = this.actors.signedIn(this.person);
	}

	static Stream<Row> rows() {
		return Stream.of(new Row("code", (test) -> {
			String code = test.app.code(test.browser);
			return () -> Reply.of(test.app.redeem(code));
		}), new Row("refresh", (test) -> {
			String token = test.tokens().refreshToken();
			return () -> Reply.of(test.app.refresh(token));
		}), Row.withRememberedScopes("client credentials", (test) -> {
			RelyingParty service = test.actors.app(TestClients.service());
			return () -> Reply.of(service.token(Map.of("grant_type", "client_credentials")));
		}), Row.withRememberedScopes("signed assertion", (test) -> {
			Map<String, String> fields = test.assertion();
			return () -> Reply.of(new RelyingParty(test.actors.server(), fields.get("client_id"), null, "", "")
				.call("/oauth2/token", fields));
		}), new Row("device code", (test) -> {
			TestDevice device = test.device().begin();
			return () -> Reply.of(device.poll());
		}), new Row("approved device code", (test) -> {
			TestDevice device = test.device().begin();
			device.allow(test.browser);
			return () -> Reply.of(device.poll());
		}), new Row("token exchange", (test) -> {
			TestExchange exchange = TestExchange.prepare(test.actors, test.beans);
			String token = exchange.subjectToken();
			return () -> Reply.of(exchange.token(token));
		}), new Row("device authorization", (test) -> {
			RelyingParty app = test.deviceApp();
			return () -> Reply.of(app.call(TestDevice.ENDPOINT, Map.of("scope", "openid")));
		}), new Row("introspection of an access token", (test) -> {
			String token = test.tokens().accessToken();
			return () -> Reply.of(test.app.call("/oauth2/introspect", Map.of("token", token)));
		}), new Row("introspection of a refresh token", (test) -> {
			String token = test.tokens().refreshToken();
			return () -> Reply.of(test.app.call("/oauth2/introspect", Map.of("token", token)));
		}), new Row("revocation of an access token", (test) -> {
			String token = test.tokens().accessToken();
			return () -> Reply.of(test.app.call("/oauth2/revoke", Map.of("token", token)));
		}), new Row("revocation of a refresh token", (test) -> {
			String token = test.tokens().refreshToken();
			return () -> Reply.of(test.app.call("/oauth2/revoke", Map.of("token", token)));
		}), new Row("userinfo", (test) -> {
			String token = test.tokens().accessToken();
			return () -> Reply.of(test.app.userInfo(token));
		}), new Row("authorization of somebody signed in", (test) -> {
			String address = test.address();
			return () -> Reply.of(test.browser.fetch("GET", address, Map.of()));
		}), new Row("authorization of nobody", (test) -> {
			String address = test.address();
			return () -> Reply.of(test.actors.browser().fetch("GET", address, Map.of()));
		}), new Row("posted authorization", (test) -> {
			Map<String, String> request = test.app.request();
			return () -> Reply.of(test.actors.browser().postOnly("/oauth2/authorize", request, Map.of()));
		}), new Row("end of a session", (test) -> {
			String query = Browser.encode(Map.of("id_token_hint", test.tokens().idToken()));
			Browser browser = test.browser;
			test.browser = test.actors.signedIn(test.person);
			return () -> Reply.of(browser.fetch("GET", "/connect/logout?" + query, Map.of()));
		}), new Row("registration", (test) -> {
			RegistrationCalls calls = new RegistrationCalls(test.beans);
			String token = calls.initialToken();
			return () -> Reply.of(calls.post(token, RegistrationCalls.metadata()));
		}), new Row("reading a registration", (test) -> {
			RegistrationCalls calls = new RegistrationCalls(test.beans);
			RelyingParty.Answer registered = calls.register(RegistrationCalls.metadata());
			return () -> Reply.of(calls.read(registered));
		}), new Row("changing a registration", (test) -> {
			RegistrationCalls calls = new RegistrationCalls(test.beans);
			RelyingParty.Answer registered = calls.register(RegistrationCalls.metadata());
			return () -> Reply.of(calls.change(registered, RegistrationCalls.metadata("client_name", "Other")));
		}), new Row("removing a registration", (test) -> {
			RegistrationCalls calls = new RegistrationCalls(test.beans);
			RelyingParty.Answer registered = calls.register(RegistrationCalls.metadata());
			return () -> Reply.of(calls.remove(registered));
		}));
	}

	@ParameterizedTest
	@MethodSource("rows")
	void callWhenAnyStatementFailsThen503WithRetryAfter(Row row) {
		int statements = 0;
		AtomicReference<Reply> reply = new AtomicReference<>();
		while (struck(statements, row, reply)) {
			if (statements == 0 || !row.remembersScopes() || reply.get().status() != 200) {
				assertThat(reply.get().status()).as("statement %d: %s", statements + 1, reply.get().body())
					.isEqualTo(503);
				assertThat(reply.get().header("Retry-After")).hasValue("5");
			}
			statements++;
			assertThat(statements).isLessThan(MOST_STATEMENTS);
		}
		assertThat(statements).as("statements").isPositive();
		assertThat(reply.get().status()).isLessThanOrEqualTo(400);
	}

	/**
	 * Nothing takes a second connection while it holds one: then a busy server could
	 * stand still, with each request holding one and waiting for another.
	 */
	@ParameterizedTest
	@MethodSource("rows")
	void callWhenOneConnectionIsLeftThenItIsEnough(Row row) throws SQLException {
		Supplier<Reply> call = row.preparation().apply(this);
		List<Connection> taken = take(connections() - 1);
		try {
			assertThat(call.get().status()).isLessThanOrEqualTo(400);
		}
		finally {
			giveBack(taken);
		}
	}

	/** A connection that cannot be had is waited for once, six seconds in tests. */
	@Test
	void callWhenNoConnectionIsFreeThen503AfterOneWait() throws Exception {
		RelyingParty.Answer tokens = tokens();
		String address = address();
		List<Supplier<Reply>> calls = List.of(() -> Reply.of(this.app.userInfo(tokens.accessToken())),
				() -> Reply.of(this.app.refresh(tokens.refreshToken())),
				() -> Reply.of(this.app.call("/oauth2/introspect", Map.of("token", tokens.accessToken()))),
				() -> Reply.of(this.browser.fetch("GET", address, Map.of())));
		List<Connection> taken = take(connections());
		try {
			Sooner.than(Duration.ofSeconds(12), () -> {
				List<CompletableFuture<Reply>> replies = calls.stream().map(CompletableFuture::supplyAsync).toList();
				for (CompletableFuture<Reply> reply : replies) {
					assertThat(reply.join().status()).isEqualTo(503);
					assertThat(reply.join().header("Retry-After")).hasValue("5");
				}
			});
		}
		finally {
			giveBack(taken);
		}
		assertThat(this.app.userInfo(tokens.accessToken()).status()).isEqualTo(200);
	}

	private int connections() throws SQLException {
		return this.dataSource.unwrap(HikariDataSource.class).getMaximumPoolSize();
	}

	private List<Connection> take(int connections) throws SQLException {
		List<Connection> taken = new ArrayList<>();
		for (int i = 0; i < connections; i++) {
			taken.add(this.dataSource.getConnection());
		}
		return taken;
	}

	private static void giveBack(List<Connection> taken) throws SQLException {
		for (Connection connection : taken) {
			connection.close();
		}
	}

	private boolean struck(int statements, Row row, AtomicReference<Reply> reply) {
		Supplier<Reply> call = row.preparation().apply(this);
		return this.outage.after(statements, () -> reply.set(call.get()));
	}

	private RelyingParty.Answer tokens() {
		return this.app.redeem(this.app.code(this.browser));
	}

	private String address() {
		return "/oauth2/authorize?" + Browser.encode(this.app.request());
	}

	private RelyingParty deviceApp() {
		return this.actors.app(TestClients.publicNative().grantTypes(TestDevice.GRANT_TYPE));
	}

	private TestDevice device() {
		return new TestDevice(deviceApp());
	}

	private Map<String, String> assertion() {
		String clientId = TestClients.service()
			.privateKeyJwt(new JWKSet(KEY.toPublicJWK()).toString())
			.save(this.beans)
			.clientId();
		JWTClaimsSet claims = new JWTClaimsSet.Builder().issuer(clientId)
			.subject(clientId)
			.audience(this.actors.server().toString())
			.expirationTime(Date.from(Instant.now().plusSeconds(60)))
			.jwtID(UUID.randomUUID().toString())
			.build();
		SignedJWT assertion = new SignedJWT(new JWSHeader(JWSAlgorithm.EdDSA), claims);
		try {
			assertion.sign(KEY);
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
		return new LinkedHashMap<>(Map.of("grant_type", "client_credentials", "client_id", clientId,
				"client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer", "client_assertion",
				assertion.serialize()));
	}

	/**
	 * A call.
	 *
	 * @param name what it is
	 * @param preparation gets ready, with the database there, and leaves the call to make
	 * @param remembersScopes whether all that it reads, once the client is known, are
	 * scopes, of which a node remembers those of before
	 */
	record Row(String name, Preparation preparation, boolean remembersScopes) {

		Row(String name, Preparation preparation) {
			this(name, preparation, false);
		}

		static Row withRememberedScopes(String name, Preparation preparation) {
			return new Row(name, preparation, true);
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	private interface Preparation {

		Supplier<Reply> apply(DatabaseOutageFlowTests test);

	}

}
