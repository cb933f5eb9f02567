package dev.signet.federation.visit;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpExchange;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.federation.TestUpstream;
import dev.signet.federation.call.FailureReason;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.provider.Provider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A provider that lies, in each way that there is: the reason is told, and nothing comes
 * of it.
 */
@SignetTest
class LyingUpstreamTests {

	private static final RSAKey ANOTHER = TestUpstream.newKey();

	private static final String JSON = "application/json";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private UpstreamFlows flows;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MutableClock clock;

	private final byte[] browser = new byte[32];

	private TestUpstream upstream;

	private Provider provider;

	@BeforeEach
	void setUp() {
		new SecureRandom().nextBytes(this.browser);
		this.upstream = new TestUpstream(this.clock);
		this.provider = this.upstream.provider(this.beans);
	}

	@AfterEach
	void tearDown() {
		this.upstream.close();
	}

	static Stream<Lie> idTokens() {
		return Stream.of(claims("another issuer", (token) -> token.put("iss", "https://attacker.example")),
				claims("the issuer with a slash", (token) -> token.put("iss", token.get("iss") + "/")),
				claims("no issuer", (token) -> token.remove("iss")),
				claims("an issuer that is a number", (token) -> token.put("iss", 1)),
				claims("another audience", (token) -> token.put("aud", "somebody-else")),
				claims("no audience", (token) -> token.remove("aud")),
				claims("an empty audience", (token) -> token.put("aud", List.of())),
				claims("two audiences and nobody authorized",
						(token) -> token.put("aud", List.of(TestUpstream.CLIENT_ID, "other"))),
				claims("another authorized party", (token) -> token.put("azp", "somebody-else")),
				claims("another nonce", (token) -> token.put("nonce", "x".repeat(43))),
				claims("no nonce", (token) -> token.remove("nonce")),
				claims("a nonce that is a list", (token) -> token.put("nonce", List.of(token.get("nonce")))),
				claims("an hour too late", (token) -> {
					token.put("iat", (long) token.get("iat") - 4_000);
					token.put("exp", (long) token.get("exp") - 4_000);
				}), claims("no end", (token) -> token.remove("exp")),
				claims("an end that is a text", (token) -> token.put("exp", "tomorrow")),
				claims("issued tomorrow", (token) -> token.put("iat", (long) token.get("iat") + 86_400)),
				claims("never issued", (token) -> token.remove("iat")),
				claims("no subject", (token) -> token.remove("sub")),
				claims("an empty subject", (token) -> token.put("sub", "")),
				claims("a blank subject", (token) -> token.put("sub", "   ")),
				subject("a subject with control characters", "a\u0000b"),
				subject("a subject with half a pair of surrogates", "a\ud800b"),
				subject("a subject that is too long", "x".repeat(256)),
				claims("a subject that is a list", (token) -> token.put("sub", List.of("a"))),
				claims("the hash of another access token", (token) -> token.put("at_hash", "x".repeat(22))),
				claims("a hash that is a number", (token) -> token.put("at_hash", 22)),
				signed("another key under the same name",
						(upstream, claims) -> TestUpstream
							.signed(new RSAKey.Builder(ANOTHER).keyID(upstream.key().getKeyID()).build(), claims)),
				signed("a key that is not published", (upstream, claims) -> TestUpstream.signed(ANOTHER, claims)),
				signed("a changed payload", (upstream, claims) -> {
					String[] parts = upstream.signed(claims).split("\\.");
					claims.put("sub", "admin");
					return TestUpstream.compact(Map.of("alg", "RS256", "kid", upstream.key().getKeyID()), claims,
							parts[2]);
				}),
				signed("no signature", (upstream, claims) -> TestUpstream.compact(Map.of("alg", "none"), claims, "")),
				signed("no signature, said in capitals",
						(upstream, claims) -> TestUpstream.compact(Map.of("alg", "NONE"), claims, "")),
				signed("an empty signature",
						(upstream, claims) -> TestUpstream
							.compact(Map.of("alg", "RS256", "kid", upstream.key().getKeyID()), claims, "")),
				signed("the public key as a secret", LyingUpstreamTests::withPublicKeyAsSecret),
				signed("an algorithm that it does not name",
						(upstream, claims) -> TestUpstream
							.compact(Map.of("alg", "RS512", "kid", upstream.key().getKeyID()), claims, "AAAA")),
				signed("a key in the header",
						(upstream, claims) -> TestUpstream.compact(
								Map.of("alg", "RS256", "jwk", ANOTHER.toPublicJWK().toJSONObject()), claims,
								TestUpstream.signed(ANOTHER, claims).split("\\.")[2])),
				lie("a foreign key and where to find it", FailureReason.NOTHING_USABLE,
						LyingUpstreamTests::leadToForeignKey),
				signed("a header that must be understood",
						(upstream,
								claims) -> TestUpstream.compact(Map.of("alg", "RS256", "kid", upstream.key().getKeyID(),
										"crit", List.of("exp")), claims, "AAAA")),
				signed("no token at all", (upstream, claims) -> "<html>"),
				signed("an empty token", (upstream, claims) -> ""),
				signed("five parts", (upstream, claims) -> "a.b.c.d.e"), signed("dots", (upstream, claims) -> ".."),
				signed("a payload that is no object", (upstream, claims) -> "eyJhbGciOiJSUzI1NiJ9.W10.AAAA"));
	}

	static Stream<Lie> answers() {
		return Stream.of(
				lie("no ID token", FailureReason.NOTHING_USABLE,
						(it) -> it.tokens((response) -> response.remove("id_token"))),
				lie("an ID token that is a number", FailureReason.NOTHING_USABLE,
						(it) -> it.tokens((response) -> response.put("id_token", 7))),
				lie("no access token", FailureReason.NOTHING_USABLE,
						(it) -> it.tokens((response) -> response.remove("access_token"))),
				lie("no type of token", FailureReason.NOTHING_USABLE,
						(it) -> it.tokens((response) -> response.remove("token_type"))),
				at("/token", "broken JSON", FailureReason.NOTHING_USABLE, 200, JSON, "{\"access_token\":"),
				at("/token", "a page", FailureReason.NOTHING_USABLE, 200, "text/html", "<html>"),
				at("/token", "nothing", FailureReason.NOTHING_USABLE, 200, JSON, ""),
				at("/token", "null", FailureReason.NOTHING_USABLE, 200, JSON, "null"),
				at("/token", "a list", FailureReason.NOTHING_USABLE, 200, JSON, "[]"),
				at("/token", "a member twice", FailureReason.NOTHING_USABLE, 200, JSON,
						"{\"access_token\":\"a\",\"access_token\":\"b\",\"token_type\":\"Bearer\"}"),
				at("/token", "deep nesting", FailureReason.NOTHING_USABLE, 200, JSON,
						"{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"),
				at("/token", "an error", FailureReason.REFUSED_BY_PROVIDER, 400, JSON, "{\"error\":\"invalid_grant\"}"),
				at("/token", "an error about this server", FailureReason.REFUSED_BY_PROVIDER, 401, JSON,
						"{\"error\":\"invalid_client\"}"),
				at("/token", "an error as success", FailureReason.REFUSED_BY_PROVIDER, 200, JSON,
						"{\"error\":\"bad_verification_code\"}"),
				at("/token", "a nested error", FailureReason.REFUSED_BY_PROVIDER, 400, JSON,
						"{\"error\":{\"message\":\"No\",\"type\":\"OAuthException\"}}"),
				at("/token", "a refusal without a reason", FailureReason.REFUSED_BY_PROVIDER, 403, "text/html",
						"<html>"),
				at("/token", "an error of its own", FailureReason.PROVIDER_DOWN, 500, "text/plain", "oops"),
				at("/token", "that it is away", FailureReason.PROVIDER_DOWN, 503, "text/plain", "later"),
				at("/token", "that it is asked too often", FailureReason.PROVIDER_DOWN, 429, "text/plain", "later"),
				redirect("/token"), big("/token"), endless("/token"),
				lie("somebody else's user info", FailureReason.NOTHING_USABLE,
						(it) -> it.userinfo((info) -> info.put("sub", "somebody-else"))),
				lie("nobody's user info", FailureReason.NOTHING_USABLE,
						(it) -> it.userinfo((info) -> info.remove("sub"))),
				at("/userinfo", "a page", FailureReason.NOTHING_USABLE, 200, "text/html", "<html>"),
				at("/userinfo", "a list", FailureReason.NOTHING_USABLE, 200, JSON, "[1]"),
				at("/userinfo", "a token", FailureReason.NOTHING_USABLE, 200, "application/jwt", "eyJ.eyJ.x"),
				at("/userinfo", "a refusal", FailureReason.REFUSED_BY_PROVIDER, 401, JSON, "{}"),
				at("/userinfo", "that it is away", FailureReason.PROVIDER_DOWN, 502, "text/plain", ""),
				redirect("/userinfo"), big("/userinfo"), endless("/userinfo"),
				at("/jwks", "a page", FailureReason.NOTHING_USABLE, 200, "text/html", "<html>"),
				at("/jwks", "no keys", FailureReason.NOTHING_USABLE, 200, JSON, "{\"keys\":[]}"),
				at("/jwks", "a secret as a key", FailureReason.NOTHING_USABLE, 200, JSON,
						"{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}]}"),
				at("/jwks", "that there is nothing", FailureReason.NOTHING_USABLE, 404, "text/plain", ""),
				at("/jwks", "that it is away", FailureReason.PROVIDER_DOWN, 503, "text/plain", ""), redirect("/jwks"),
				big("/jwks"), endless("/jwks"));
	}

	static Stream<Lie> documents() {
		String path = TestUpstream.DOCUMENT;
		return Stream.of(document("another issuer", (it) -> it.put("issuer", "https://attacker.example")),
				document("the issuer with a slash", (it) -> it.put("issuer", it.get("issuer") + "/")),
				document("no issuer", (it) -> it.remove("issuer")),
				document("no authorization endpoint", (it) -> it.remove("authorization_endpoint")),
				document("no token endpoint", (it) -> it.remove("token_endpoint")),
				document("no keys", (it) -> it.remove("jwks_uri")),
				document("an endpoint without TLS", (it) -> it.put("token_endpoint", "http://upstream.example/token")),
				document("an endpoint with a password",
						(it) -> it.put("token_endpoint", "https://a:b@upstream.example/")),
				document("an endpoint that is a script",
						(it) -> it.put("authorization_endpoint", "javascript:alert(1)")),
				document("an endpoint that is a file", (it) -> it.put("jwks_uri", "file:///etc/passwd")),
				document("an endpoint that is no address", (it) -> it.put("token_endpoint", "not an address")),
				at(path, "a page", FailureReason.NOTHING_USABLE, 200, "text/html", "<html>"),
				at(path, "a list", FailureReason.NOTHING_USABLE, 200, JSON, "[]"),
				at(path, "that there is nothing", FailureReason.NOTHING_USABLE, 404, "text/plain", ""),
				at(path, "that it is away", FailureReason.PROVIDER_DOWN, 503, "text/plain", ""), redirect(path),
				big(path), endless(path));
	}

	@ParameterizedTest
	@MethodSource({ "idTokens", "answers" })
	void finishWhenProviderLiesThenSaysWhyAndNothingChanges(Lie lie) throws UpstreamFailed {
		lie.told.accept(this.upstream);
		Map<String, String[]> answer = this.upstream.visit(begin());
		List<String> before = state();
		UpstreamFailed failed = catchThrowableOfType(UpstreamFailed.class,
				() -> this.flows.finish(this.provider.alias(), answer, Optional.of(this.browser)));
		assertThat(failed).as(lie.what).isNotNull();
		assertThat(failed.reason()).as(failed.detail()).isEqualTo(lie.reason);
		assertThat(failed.flow()).isPresent();
		assertThat(failed.provider()).contains(this.provider);
		assertThat(failed.detail()).isNotBlank()
			.hasSizeLessThan(700)
			.doesNotContain(answer.get("code")[0], answer.get("state")[0], TestUpstream.SECRET, "at-");
		assertThat(state()).isEqualTo(before);
		assertThat(this.upstream.calls()).doesNotContain("/inner");
		this.upstream.asUsual();
		assertThat(somebody().subject()).isEqualTo(this.upstream.subject());
	}

	@ParameterizedTest
	@MethodSource("documents")
	void beginWhenProviderLiesThenSaysWhyAndNothingChanges(Lie lie) throws UpstreamFailed {
		lie.told.accept(this.upstream);
		List<String> before = state();
		UpstreamFailed failed = catchThrowableOfType(UpstreamFailed.class, this::begin);
		assertThat(failed).as(lie.what).isNotNull();
		assertThat(failed.reason()).as(failed.detail()).isEqualTo(lie.reason);
		assertThat(state()).isEqualTo(before);
		assertThat(this.jdbc.sql("select count(*) from upstream_flows where browser_digest = :browser")
			.param("browser", this.browser)
			.query(Integer.class)
			.single()).isZero();
		assertThat(this.upstream.calls()).doesNotContain("/inner");
		this.upstream.asUsual();
		assertThat(somebody().subject()).isEqualTo(this.upstream.subject());
	}

	/** What it told before is believed for a day. */
	@ParameterizedTest
	@MethodSource("documents")
	void beginWhenProviderLiesAnHourLaterThenWhatItToldBeforeCounts(Lie lie) throws UpstreamFailed {
		somebody();
		this.clock.advance(Duration.ofMinutes(61));
		lie.told.accept(this.upstream);
		assertThat(somebody().subject()).isEqualTo(this.upstream.subject());
		this.clock.advance(Duration.ofHours(24));
		assertThat(catchThrowableOfType(UpstreamFailed.class, this::begin).reason()).isEqualTo(lie.reason);
	}

	/** The address is refused before anything is sent. */
	@Test
	void finishWhenEndpointLeadsInsideThenProviderDown() throws UpstreamFailed {
		this.upstream.metadata((document) -> document.put("token_endpoint", "https://169.254.169.254/token"));
		Map<String, String[]> answer = this.upstream.visit(begin());
		UpstreamFailed failed = catchThrowableOfType(UpstreamFailed.class,
				() -> this.flows.finish(this.provider.alias(), answer, Optional.of(this.browser)));
		assertThat(failed.reason()).isEqualTo(FailureReason.PROVIDER_DOWN);
		assertThat(failed.detail()).contains("inner network");
	}

	/** It is data, and stays what it is; pages show it as text. */
	@Test
	void finishWhenNamesHoldMarkupThenTheyAreKeptAsData() throws UpstreamFailed {
		String name = "<script>alert(1)</script>\u202e${7*7}";
		this.upstream.userinfo((info) -> {
			info.put("name", name);
			info.put("email", "\"><img src=x>@upstream.example");
			info.put("nothing", null);
			info.put("nested", Map.of("list", List.of(1, true, "x")));
		});
		UpstreamPerson person = somebody();
		assertThat(person.claims()).containsEntry("name", name)
			.containsEntry("nested", Map.of("list", List.of(1, true, "x")))
			.doesNotContainKey("nothing");
		assertThat(person.email()).isNull();
		assertThat(person.emailVerified()).isFalse();
	}

	/** Somebody came all the same; the provider cannot end that session alone. */
	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a\u0000b", "a\u009fb", "a\ud800b", "\udc00" })
	void finishWhenSessionHasNoUsableNameThenThereIsNone(String sid) throws UpstreamFailed {
		this.upstream.claims((token) -> token.put("sid", sid));
		UpstreamPerson person = somebody();
		assertThat(person.sid()).isNull();
	}

	/** An address in what is said of somebody is text: nobody goes there. */
	@Test
	void finishWhenThereAreAddressesInItThenNobodyCallsThem() throws UpstreamFailed {
		String inner = this.upstream.at("/inner").toString();
		Consumer<Map<String, Object>> leading = (members) -> members.putAll(Map.of("picture", inner, "profile", inner,
				"website", inner, "_claim_names", Map.of("address", "elsewhere", "phone_number", "elsewhere"),
				"_claim_sources", Map.of("elsewhere", Map.of("endpoint", inner, "access_token", "for-inner"))));
		this.upstream.claims(leading)
			.userinfo(leading)
			.signature((claims) -> signedLeadingTo(inner, this.upstream.key(), claims));
		assertThat(somebody().claims()).containsEntry("picture", inner).containsEntry("profile", inner);
		assertThat(this.upstream.calls()).contains("/userinfo").doesNotContain("/inner");
	}

	/** What is signed counts more than what is said. */
	@Test
	void finishWhenUserInfoSaysOtherThanTheTokenThenTheTokenCounts() throws UpstreamFailed {
		this.upstream.claims((token) -> {
			token.put("email", "signed@upstream.example");
			token.put("email_verified", false);
		});
		UpstreamPerson person = somebody();
		assertThat(person.email()).isEqualTo("signed@upstream.example");
		assertThat(person.emailVerified()).isFalse();
	}

	/**
	 * Whatever a member is, it is an answer or none, and never a failure of this server.
	 */
	@Test
	void finishWhenMembersAreOfOddKindsThenItIsAPersonOrARefusal() throws UpstreamFailed {
		for (Object odd : TestUpstream.ODD) {
			for (String member : List.of("iss", "sub", "aud", "azp", "exp", "iat", "nonce", "at_hash", "sid", "email",
					"email_verified")) {
				this.upstream.claims((token) -> token.put(member, odd));
				finishes("claim " + member + " is " + odd);
			}
			this.upstream.claims((token) -> {
			});
			for (String member : List.of("access_token", "token_type", "expires_in", "scope", "id_token", "error")) {
				this.upstream.tokens((response) -> response.put(member, odd));
				finishes("token " + member + " is " + odd);
			}
			this.upstream.tokens((response) -> {
			});
			for (String member : List.of("sub", "email", "email_verified", "name")) {
				this.upstream.userinfo((info) -> info.put(member, odd));
				finishes("user info " + member + " is " + odd);
			}
			this.upstream.userinfo((info) -> {
			});
		}
		this.upstream.instead("/token", 400, JSON, "{\"error\":\"x\",\"error_description\":null}");
		finishes("an error without a description");
		this.upstream.instead("/token", 400, JSON, "{\"error\":{}}");
		finishes("an error without anything");
	}

	private void finishes(String what) throws UpstreamFailed {
		Map<String, String[]> answer = this.upstream.visit(begin());
		Throwable thrown = catchThrowable(
				() -> this.flows.finish(this.provider.alias(), answer, Optional.of(this.browser)));
		assertThat(thrown).as(what)
			.satisfiesAnyOf((none) -> assertThat(none).isNull(),
					(failed) -> assertThat(failed).isInstanceOf(UpstreamFailed.class));
	}

	private UpstreamPerson somebody() throws UpstreamFailed {
		return this.flows.finish(this.provider.alias(), this.upstream.visit(begin()), Optional.of(this.browser))
			.person();
	}

	private URI begin() throws UpstreamFailed {
		return this.flows.begin(this.provider, FlowPurpose.SIGN_IN, null, null, null, false, null, this.browser);
	}

	/** What could have come of it. */
	private List<String> state() {
		return this.jdbc.sql("""
				select (select count(*) from accounts) || ' ' || (select count(*) from account_emails) || ' '
				  || (select count(*) from sessions) || ' ' || (select count(*) from upstream_links) || ' '
				  || (select count(*) from audit_events)
				union all select p::text from upstream_providers p where id = :id""")
			.param("id", this.provider.id().value())
			.query(String.class)
			.list();
	}

	/** Where it leads, the key is. */
	private static void leadToForeignKey(TestUpstream upstream) {
		upstream.instead("/inner", 200, JSON, new JWKSet(ANOTHER).toString())
			.signature((claims) -> signedLeadingTo(upstream.at("/inner").toString(), ANOTHER, claims));
	}

	private static String signedLeadingTo(String address, RSAKey key, Map<String, Object> claims) {
		try {
			JWSObject token = new JWSObject(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID())
				.jwkURL(URI.create(address))
				.x509CertURL(URI.create(address))
				.build(), new Payload(claims));
			token.sign(new RSASSASigner(key));
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String withPublicKeyAsSecret(TestUpstream upstream, Map<String, Object> claims) {
		try {
			JWSObject token = new JWSObject(
					new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(upstream.key().getKeyID()).build(),
					new Payload(claims));
			token.sign(new MACSigner(upstream.key().toRSAPublicKey().getEncoded()));
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Lie lie(String what, FailureReason reason, Consumer<TestUpstream> told) {
		return new Lie(what, reason, told);
	}

	private static Lie claims(String what, Consumer<Map<String, Object>> change) {
		return lie(what, FailureReason.NOTHING_USABLE, (upstream) -> upstream.claims(change));
	}

	/** With one voice. */
	private static Lie subject(String what, String subject) {
		return lie(what, FailureReason.NOTHING_USABLE,
				(upstream) -> upstream.claims((token) -> token.put("sub", subject))
					.userinfo((info) -> info.put("sub", subject)));
	}

	private static Lie document(String what, Consumer<Map<String, Object>> change) {
		return lie("document: " + what, FailureReason.NOTHING_USABLE, (upstream) -> upstream.metadata(change));
	}

	private static Lie signed(String what, Signer signer) {
		return lie(what, FailureReason.NOTHING_USABLE,
				(upstream) -> upstream.signature((claims) -> signer.sign(upstream, claims)));
	}

	private static Lie at(String path, String what, FailureReason reason, int status, String type, String body) {
		return lie(path + ": " + what, reason, (upstream) -> upstream.instead(path, status, type, body));
	}

	private static Lie redirect(String path) {
		return lie(path + ": a redirect", FailureReason.NOTHING_USABLE,
				(upstream) -> upstream.instead(path, (exchange) -> {
					exchange.getResponseHeaders().set("Location", upstream.at("/inner").toString());
					exchange.sendResponseHeaders(302, -1);
				}));
	}

	private static Lie big(String path) {
		return at(path, "more than a megabyte", FailureReason.NOTHING_USABLE, 200, JSON,
				"{\"x\":\"" + "x".repeat(1024 * 1024) + "\"}");
	}

	private static Lie endless(String path) {
		return lie(path + ": without an end", FailureReason.NOTHING_USABLE,
				(upstream) -> upstream.instead(path, LyingUpstreamTests::writeOn));
	}

	private static void writeOn(HttpExchange exchange) throws IOException {
		exchange.sendResponseHeaders(200, 0);
		byte[] block = new byte[64 * 1024];
		try (OutputStream body = exchange.getResponseBody()) {
			while (!Thread.currentThread().isInterrupted()) {
				body.write(block);
			}
		}
	}

	@FunctionalInterface
	private interface Signer {

		String sign(TestUpstream upstream, Map<String, Object> claims);

	}

	/** A lie, and what is to be said of it. */
	private record Lie(String what, FailureReason reason, Consumer<TestUpstream> told) {

		@Override
		public String toString() {
			return this.what;
		}

	}

}
