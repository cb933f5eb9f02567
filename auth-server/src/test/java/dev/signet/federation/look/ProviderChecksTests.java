package dev.signet.federation.look;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.signet.key.TestKeys;
import javax.sql.DataSource;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpExchange;
import com.zaxxer.hikari.HikariDataSource;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.checklist.CheckLine;
import dev.signet.checklist.CheckLine.State;
import dev.signet.checklist.CheckSubject;
import dev.signet.checklist.Checklist;
import dev.signet.federation.TestUpstream;
import dev.signet.federation.check.Check;
import dev.signet.federation.check.Finding;
import dev.signet.federation.preset.Preset;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.settings.ProviderEndpoints;
import dev.signet.federation.settings.ProviderSettings;
import dev.signet.federation.settings.UpstreamAuthentication;
import dev.signet.federation.settings.UpstreamClient;
import dev.signet.federation.visit.FlowPurpose;
import dev.signet.federation.visit.UpstreamFailed;
import dev.signet.federation.visit.UpstreamFlows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What a look at a provider finds, line by line, and what it never does.
 */
@SignetTest
class ProviderChecksTests {

	private static final String DOCUMENT = "/.well-known/openid-configuration";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private ProviderChecks checks;

	@Autowired
	private MutableClock clock;

	@Autowired
	private DataSource dataSource;

	@Autowired
	private TransactionTemplate transaction;

	private TestUpstream upstream;

	@BeforeEach
	void start() {
		this.upstream = new TestUpstream(this.clock);
		this.upstream.instead("/token", this::strictly).metadata((document) -> {
			document.put("response_types_supported", List.of("code", "id_token"));
			document.put("code_challenge_methods_supported", List.of("S256"));
			document.put("token_endpoint_auth_methods_supported", List.of("client_secret_basic", "none"));
			document.put("scopes_supported", List.of("openid", "email", "profile"));
		});
	}

	@AfterEach
	void stop() {
		this.upstream.close();
	}

	@Test
	void runWhenAllIsWellThenEachLinePassesAndIsKept() {
		Provider provider = this.upstream.provider(this.beans);
		Map<CheckSubject, CheckLine> lines = run(provider);
		assertThat(lines.keySet()).containsExactly(Check.values());
		assertThat(lines.values()).filteredOn((line) -> line.state() != State.PASSED)
			.extracting(CheckLine::messageKey)
			.containsExactly(Finding.SECRET_END_UNKNOWN.messageKey(), Finding.NOT_TRIED.messageKey());
		assertFound(lines, Check.ENDPOINTS, Finding.ENDPOINTS_ALLOWED);
		assertThat(lines.get(Check.CLIENT).values()).containsExactly("invalid_grant: No such code");
		Checklist kept = this.checks.last(provider.id()).orElseThrow();
		assertThat(kept.lines()).containsExactlyElementsOf(lines.values());
		assertThat(kept.version()).isEqualTo(provider.version());
		assertThat(kept.passed()).isTrue();
	}

	@Test
	void runWhenDocumentCannotBeReadThenSaysWhyAndLeavesTheRest() {
		Map<CheckSubject, CheckLine> lines = run(this.upstream.instead(DOCUMENT, 404, "text/html", "Not here"));
		assertFound(lines, Check.DISCOVERY, Finding.WRONG_STATUS);
		assertThat(lines.get(Check.DISCOVERY).values()).containsExactly(this.upstream.at(DOCUMENT).toString(), "404");
		for (Check check : List.of(Check.ISSUER, Check.ENDPOINTS, Check.KEYS, Check.CLIENT, Check.PKCE)) {
			assertFound(lines, check, Finding.NEEDS_OTHER);
		}
		assertThat(this.upstream.calls()).containsExactly(DOCUMENT);
	}

	@ParameterizedTest
	@CsvSource({ "<html>Hello</html>,NO_DOCUMENT", "[],NO_DOCUMENT", "{},DOCUMENT_INCOMPLETE" })
	void runWhenItIsNoDocumentThenSaysSo(String body, Finding finding) {
		assertFound(run(this.upstream.instead(DOCUMENT, 200, "application/json", body)), Check.DISCOVERY, finding);
	}

	@Test
	void runWhenDocumentLacksAnEndpointThenNamesIt() {
		Map<CheckSubject, CheckLine> lines = run(this.upstream.metadata((document) -> document.remove("jwks_uri")));
		assertFound(lines, Check.DISCOVERY, Finding.DOCUMENT_INCOMPLETE);
		assertThat(lines.get(Check.DISCOVERY).values()).last().isEqualTo("jwks_uri");
	}

	@Test
	void runWhenNobodyAnswersThenSaysSo() {
		Provider provider = this.upstream.provider(this.beans);
		this.upstream.close();
		assertFound(run(provider), Check.DISCOVERY, Finding.NOT_REACHED);
	}

	@Test
	void runWhenIssuerLeadsInsideThenNobodyIsCalled() {
		assertFound(
				run(provider(this.upstream.settings(Preset.OPENID_CONNECT)
					.withEndpoints(ProviderEndpoints.ofIssuer("https://10.1.2.3")))),
				Check.DISCOVERY, Finding.NOT_CALLED);
	}

	@Test
	void runWhenIssuerIsAnotherThenNoSecretIsSent() {
		Map<CheckSubject, CheckLine> lines = run(
				this.upstream.metadata((document) -> document.put("issuer", "https://other.example/\u0007")));
		assertFound(lines, Check.ISSUER, Finding.OTHER_ISSUER);
		assertThat(lines.get(Check.ISSUER).values()).containsExactly("https://other.example/", this.upstream.issuer());
		assertFound(lines, Check.KEYS, Finding.NEEDS_OTHER);
		assertFound(lines, Check.CLIENT, Finding.NEEDS_OTHER);
		assertThat(this.upstream.calls()).containsExactly(DOCUMENT);
	}

	@Test
	void runWhenIssuerIsThePatternOfMicrosoftThenPasses() throws IOException {
		try (MicrosoftLike microsoft = new MicrosoftLike()) {
			ProviderSettings settings = this.upstream.settings(Preset.MICROSOFT)
				.withEndpoints(ProviderEndpoints.ofIssuer(microsoft.issuer("common")));
			Map<CheckSubject, CheckLine> lines = run(
					TestUpstream.provider(this.beans, Preset.MICROSOFT, settings, TestUpstream.SECRET));
			assertFound(lines, Check.ISSUER, Finding.ISSUER_OF_TENANTS);
			assertThat(lines.get(Check.ISSUER).values()).containsExactly(microsoft.issuer("{tenantid}"));
		}
	}

	@ParameterizedTest
	@CsvSource({ "http://provider.example/token,ENDPOINTS_PLAIN", "https://me:pw@provider.example/,ENDPOINT_UNUSABLE",
			"nothing,ENDPOINT_UNUSABLE", "https://provider.example/ x,ENDPOINT_UNUSABLE" })
	void runWhenEndpointIsNotProtectedThenNoSecretIsSent(String address, Finding finding) {
		Map<CheckSubject, CheckLine> lines = run(
				this.upstream.metadata((document) -> document.put("token_endpoint", address)));
		assertFound(lines, Check.ENDPOINTS, finding);
		assertThat(lines.get(Check.ENDPOINTS).values()).containsExactly(address);
		assertFound(lines, Check.CLIENT, Finding.NEEDS_OTHER);
		assertThat(this.upstream.calls()).containsExactly(DOCUMENT);
	}

	@Test
	void runWhenKeysAreStrangeThenSaysHow() throws JOSEException {
		String weak = new JWKSet(TestKeys.rsa(1024, "weak")).toString();
		String told = new JWKSet(this.upstream.key()).toString(false);
		assertKeys(weak, Finding.NO_USABLE_KEY);
		assertKeys(told, Finding.KEYS_TOLD);
		assertKeys("{}", Finding.NO_KEY_SET);
		assertKeys("none", Finding.NO_KEY_SET);
		assertKeys(new JWKSet(List.of(this.upstream.key(), TestKeys.rsa(1024, "weak"))).toString(), Finding.KEYS_WEAK);
		assertKeys(new JWKSet(List.of(this.upstream.key(), this.upstream.key())).toString(), Finding.KEYS_UNNAMED);
	}

	@Test
	void runWhenNoAlgorithmIsKnownThenSaysWhichAre() {
		Map<CheckSubject, CheckLine> lines = run(this.upstream
			.metadata((document) -> document.put("id_token_signing_alg_values_supported", List.of("HS256", "none"))));
		assertFound(lines, Check.KEYS, Finding.OTHER_ALGORITHMS);
		assertThat(lines.get(Check.KEYS).values()).first().isEqualTo("HS256, none");
	}

	@ParameterizedTest
	@CsvSource({ "30,CLOCKS_AGREE", "90,CLOCKS_DIFFER", "-90,CLOCKS_DIFFER", "330,CLOCKS_WRONG", "-330,CLOCKS_WRONG" })
	void runThenComparesTheClocks(int seconds, Finding finding) {
		Provider provider = this.upstream.provider(this.beans);
		this.clock.advance(Duration.ofSeconds(seconds));
		assertFound(run(provider), Check.CLOCK, finding);
	}

	@Test
	void runWhenClientIsRefusedThenSaysWhatTheProviderSaidButNotTheSecret() {
		this.upstream.instead("/token",
				(exchange) -> TestUpstream.answer(exchange, 401, "application/json",
						"{\"error\":\"invalid_client\",\"error_description\":\"I do not know '" + TestUpstream.SECRET
								+ "'\"}"));
		Map<CheckSubject, CheckLine> lines = run(this.upstream);
		assertFound(lines, Check.CLIENT, Finding.CLIENT_REFUSED);
		assertThat(lines.get(Check.CLIENT).values()).containsExactly(TestUpstream.CLIENT_ID,
				"invalid_client: I do not know '•••'");
		assertThat(lines.toString()).doesNotContain(TestUpstream.SECRET);
	}

	@Test
	void runWhenSecretIsWrongThenTheClientIsRefused() {
		assertFound(
				run(TestUpstream.provider(this.beans, Preset.OPENID_CONNECT,
						this.upstream.settings(Preset.OPENID_CONNECT), "another secret that is long enough")),
				Check.CLIENT, Finding.CLIENT_REFUSED);
	}

	@Test
	void runWhenProviderLooksAtTheCodeFirstThenSaysThatItDoesNotTell() {
		Map<CheckSubject, CheckLine> lines = run(
				this.upstream.instead("/token", 400, "application/json", "{\"error\":\"invalid_grant\"}"));
		assertFound(lines, Check.CLIENT, Finding.CLIENT_NOT_TOLD);
		assertThat(lines.get(Check.CLIENT).state()).isEqualTo(State.SKIPPED);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			200 | {"error":"bad_verification_code"}        | CLIENT_NOT_TOLD
			200 | {"error":"incorrect_client_credentials"} | CLIENT_REFUSED
			200 | {"error":"redirect_uri_mismatch"}        | REDIRECT_URI_REFUSED
			400 | {"error":"unauthorized_client"}          | CLIENT_NOT_ALLOWED
			200 | {"access_token":"x","token_type":"b"}    | ANY_CODE_TAKEN
			503 | {}                                       | WRONG_STATUS
			302 | {}                                       | NO_TOKEN_ANSWER
			200 | <html></html>                            | NO_TOKEN_ANSWER
			""")
	void runThenUnderstandsTheTokenEndpoint(int status, String body, Finding finding) {
		assertFound(run(this.upstream.instead("/token", status, "application/json", body)), Check.CLIENT, finding);
	}

	@Test
	void runWhenClientHasNoSecretThenAnotherClientIsTheComparison() {
		ProviderSettings settings = this.upstream.settings(Preset.OPENID_CONNECT)
			.withClient(UpstreamClient.of(TestUpstream.CLIENT_ID, UpstreamAuthentication.NONE));
		Map<CheckSubject, CheckLine> lines = run(
				TestUpstream.provider(this.beans, Preset.OPENID_CONNECT, settings, null));
		assertFound(lines, Check.CLIENT, Finding.CLIENT_ACCEPTED);
		assertFound(lines, Check.SECRET, Finding.SECRET_NOT_NEEDED);
	}

	@Test
	void runWhenClientSignsThenAnotherClientIsTheComparison() {
		ProviderSettings settings = this.upstream.settings(Preset.OPENID_CONNECT)
			.withClient(UpstreamClient.of(TestUpstream.CLIENT_ID, UpstreamAuthentication.PRIVATE_KEY_JWT));
		Map<CheckSubject, CheckLine> lines = run(
				TestUpstream.provider(this.beans, Preset.OPENID_CONNECT, settings, null));
		assertFound(lines, Check.CLIENT, Finding.CLIENT_ACCEPTED);
		assertFound(lines, Check.METHOD, Finding.METHOD_NOT_OFFERED);
	}

	@ParameterizedTest
	@CsvSource({ "31,SECRET_GOOD", "29,SECRET_ENDS", "-1,SECRET_ENDED" })
	void runThenTellsWhenTheSecretEnds(int days, Finding finding) {
		Instant end = this.clock.instant().plus(Duration.ofDays(days));
		ProviderSettings settings = this.upstream.settings(Preset.OPENID_CONNECT);
		Map<CheckSubject, CheckLine> lines = run(provider(settings.withClient(
				new UpstreamClient(TestUpstream.CLIENT_ID, settings.client().authentication(), end, null, null))));
		assertFound(lines, Check.SECRET, finding);
		assertThat(lines.get(Check.SECRET).values()).containsExactly(end.toString().substring(0, 10));
	}

	@Test
	void runWhenFeaturesAreMissingThenSaysWhich() {
		Map<CheckSubject, CheckLine> lines = run(this.upstream.metadata((document) -> {
			document.put("response_types_supported", List.of("id_token"));
			document.put("code_challenge_methods_supported", List.of("plain"));
			document.put("scopes_supported", List.of("openid"));
			document.put("token_endpoint_auth_methods_supported", List.of("tls_client_auth"));
		}));
		assertFound(lines, Check.RESPONSE_TYPE, Finding.NO_CODES);
		assertFound(lines, Check.PKCE, Finding.PKCE_WEAK);
		assertFound(lines, Check.SCOPES, Finding.SCOPES_UNKNOWN);
		assertThat(lines.get(Check.SCOPES).values()).containsExactly("email, profile");
		assertFound(lines, Check.METHOD, Finding.METHOD_NOT_OFFERED);
	}

	@Test
	void runWhenFeaturesAreNotToldThenNothingIsHeldAgainstIt() {
		Map<CheckSubject, CheckLine> lines = run(this.upstream.metadata((document) -> document.put("more", 1)));
		for (Check check : List.of(Check.RESPONSE_TYPE, Check.PKCE, Check.SCOPES)) {
			assertFound(lines, check, Finding.NOT_TOLD);
		}
		assertFound(lines, Check.METHOD, Finding.METHOD_OFFERED);
	}

	@Test
	void runWhenProviderSpeaksOAuthOnlyThenLinesAreLeftOutWithTheReason() {
		Map<CheckSubject, CheckLine> lines = run(this.upstream.provider(this.beans, Preset.OAUTH2));
		for (Check check : List.of(Check.DISCOVERY, Check.ISSUER, Check.KEYS)) {
			assertFound(lines, check, Finding.NOT_IN_OAUTH);
		}
		assertFound(lines, Check.ENDPOINTS, Finding.ENDPOINTS_ALLOWED);
		assertFound(lines, Check.CLIENT, Finding.CLIENT_ACCEPTED);
		assertFound(lines, Check.CLOCK, Finding.CLOCKS_AGREE);
	}

	@Test
	void runWhenEndpointsWereTypedThenNoDocumentIsRead() {
		ProviderSettings settings = this.upstream.settings(Preset.OPENID_CONNECT)
			.withEndpoints(new ProviderEndpoints(this.upstream.issuer(), this.upstream.at("/authorize"),
					this.upstream.at("/token"), this.upstream.at("/userinfo"), this.upstream.at("/jwks"), null));
		Map<CheckSubject, CheckLine> lines = run(provider(settings));
		assertFound(lines, Check.DISCOVERY, Finding.NOT_NEEDED);
		assertFound(lines, Check.ISSUER, Finding.NOT_NEEDED);
		assertFound(lines, Check.KEYS, Finding.KEYS_USABLE);
		assertFound(lines, Check.CLIENT, Finding.CLIENT_ACCEPTED);
	}

	@Test
	void runThenHoldsNoConnectionWhileTheProviderIsCalled() throws Exception {
		HikariDataSource pool = this.dataSource.unwrap(HikariDataSource.class);
		List<Integer> held = new CopyOnWriteArrayList<>();
		this.upstream.instead("/token", (exchange) -> {
			held.add(pool.getHikariPoolMXBean().getActiveConnections());
			TestUpstream.sleep(Duration.ofMillis(50));
			held.add(pool.getHikariPoolMXBean().getActiveConnections());
			strictly(exchange);
		});
		run(this.upstream);
		assertThat(held).contains(0);
	}

	@Test
	void runThenATrialMeetsTheDocumentThatWasLookedAt() throws UpstreamFailed {
		Provider provider = this.upstream.provider(this.beans);
		assertThat(begin(provider)).startsWith(this.upstream.at("/authorize").toString());
		this.upstream
			.metadata((document) -> document.put("authorization_endpoint", this.upstream.at("/moved").toString()));
		run(provider);
		assertThat(begin(provider)).startsWith(this.upstream.at("/moved").toString());
	}

	@Test
	void runWhenTransactionIsOpenThenRefuses() {
		Provider provider = this.upstream.provider(this.beans);
		assertThatIllegalStateException()
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> this.checks.run(provider)));
		assertThat(this.upstream.calls()).isEmpty();
	}

	private String begin(Provider provider) throws UpstreamFailed {
		return this.beans.getBean(UpstreamFlows.class)
			.begin(provider, FlowPurpose.SIGN_IN, null, null, null, false, null, new byte[32])
			.toString();
	}

	private void assertKeys(String body, Finding finding) {
		assertFound(run(this.upstream.instead("/jwks", 200, "application/json", body)), Check.KEYS, finding);
	}

	private static void assertFound(Map<CheckSubject, CheckLine> lines, Check check, Finding finding) {
		assertThat(lines.get(check)).as(check.name())
			.extracting(CheckLine::messageKey, CheckLine::state)
			.containsExactly(finding.messageKey(), finding.state());
	}

	private Map<CheckSubject, CheckLine> run(TestUpstream changed) {
		return run(changed.provider(this.beans));
	}

	private Map<CheckSubject, CheckLine> run(Provider provider) {
		return this.checks.run(provider)
			.stream()
			.collect(Collectors.toMap(CheckLine::check, Function.identity(), (one, other) -> one, LinkedHashMap::new));
	}

	private Provider provider(ProviderSettings settings) {
		return TestUpstream.provider(this.beans, Preset.OPENID_CONNECT, settings, TestUpstream.SECRET);
	}

	/** Looks at the client first, then at the code, as RFC 6749 §3.2.1 says. */
	private void strictly(HttpExchange exchange) throws IOException {
		Map<String, String> form = TestUpstream
			.parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
		String basic = Base64.getEncoder()
			.encodeToString((TestUpstream.CLIENT_ID + ":" + TestUpstream.SECRET.replace(" ", "+"))
				.getBytes(StandardCharsets.UTF_8));
		String header = exchange.getRequestHeaders().getFirst("Authorization");
		boolean known = (header != null) ? header.equals("Basic " + basic)
				: TestUpstream.CLIENT_ID.equals(form.get("client_id"))
						&& form.getOrDefault("client_secret", TestUpstream.SECRET).equals(TestUpstream.SECRET);
		boolean wellFormed = form.getOrDefault("code_verifier", "").length() >= 43
				&& form.get("redirect_uri").endsWith("/callback");
		TestUpstream.answer(exchange, known ? 400 : 401, "application/json",
				(known && wellFormed) ? "{\"error\":\"invalid_grant\",\"error_description\":\"No such code\"}"
						: "{\"error\":\"invalid_client\"}");
	}

}
