package dev.signet.federation.visit;

import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.federation.TestUpstream;
import dev.signet.federation.call.FailureReason;
import dev.signet.federation.preset.Preset;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.settings.ClaimMapping;
import dev.signet.federation.settings.ClaimMapping.ProfileRule;
import dev.signet.federation.settings.ClaimMapping.When;
import dev.signet.federation.settings.ProviderEndpoints;
import dev.signet.federation.settings.ProviderSettings;
import dev.signet.federation.settings.UpstreamAuthentication;
import dev.signet.federation.settings.UpstreamClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Each kind of provider with what it does in its own way. */
@SignetTest
class PresetFlowTests {

	/** What stands for the tenant in the issuer of a document for many. */
	private static final String TEMPLATE = "{tenantid}";

	private static final String TENANT = "11111111-2222-3333-4444-555555555555";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private UpstreamFlows flows;

	@Autowired
	private MutableClock clock;

	private final byte[] browser = new byte[32];

	private TestUpstream upstream;

	@BeforeEach
	void setUp() {
		new SecureRandom().nextBytes(this.browser);
		this.upstream = new TestUpstream(this.clock);
	}

	@AfterEach
	void tearDown() {
		this.upstream.close();
	}

	@Test
	void googleWhenOneOrganisationIsSetThenAsksForItAndHoldsTheTokenToIt() throws UpstreamFailed {
		Provider google = provider(Preset.GOOGLE,
				this.upstream.settings(Preset.GOOGLE).withHostedDomain("corp.example"));
		assertThat(asked(google)).containsEntry("hd", "corp.example");
		assertThat(failure(google)).isEqualTo(FailureReason.NOT_ALLOWED);
		this.upstream.claims((token) -> token.put("hd", "other.example"));
		assertThat(failure(google)).isEqualTo(FailureReason.NOT_ALLOWED);
		this.upstream.claims((token) -> token.put("hd", List.of("corp.example")));
		assertThat(failure(google)).isEqualTo(FailureReason.NOT_ALLOWED);
		this.upstream.claims((token) -> token.put("hd", "corp.example"));
		assertThat(failure(google)).isNull();
	}

	@Test
	void githubThenTheNumberIsWhoItIsAndThePrimaryAddressCounts() throws UpstreamFailed {
		Provider github = github("""
				[{"email":"old@github.example","primary":false,"verified":true},
				 {"email":"ada@github.example","primary":true,"verified":true,"visibility":"private"}]""");
		assertThat(asked(github)).containsEntry("scope", "read:user user:email")
			.doesNotContainKey("nonce")
			.containsKey("code_challenge");
		UpstreamPerson person = person(github);
		assertThat(person.issuer()).isEqualTo("signet:" + github.alias());
		assertThat(person.subject()).isEqualTo("583231");
		assertThat(person.email()).isEqualTo("ada@github.example");
		assertThat(person.emailVerified()).isTrue();
		assertThat(person.claims()).containsEntry("login", "ada").containsKey("emails");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "{}", "null", "7", "[{\"email\":\"a@b.example\",\"verified\":true}]", "[null]",
			"[{\"primary\":true,\"verified\":true}]" })
	void githubWhenThereIsNoPrimaryAddressThenNoneCounts(String addresses) throws UpstreamFailed {
		UpstreamPerson person = person(github(addresses));
		assertThat(person.email()).isNull();
		assertThat(person.emailVerified()).isFalse();
	}

	@Test
	void githubWhenPrimaryAddressIsNotVerifiedThenItIsNot() throws UpstreamFailed {
		UpstreamPerson person = person(
				github("[{\"email\":\"ada@github.example\",\"primary\":true,\"verified\":false}]"));
		assertThat(person.email()).isEqualTo("ada@github.example");
		assertThat(person.emailVerified()).isFalse();
	}

	@Test
	void githubWhenTheCallForAddressesFailsThenNobodyIsLetIn() throws UpstreamFailed {
		Provider github = github("[]");
		this.upstream.instead("/userinfo/emails", 404, "application/json", "{}");
		assertThat(failure(github)).isEqualTo(FailureReason.REFUSED_BY_PROVIDER);
	}

	@ParameterizedTest
	@CsvSource({ "common, true", "organizations, true", "consumers, true",
			"11111111-2222-3333-4444-555555555555, false" })
	void microsoftWhenManyTenantsThenTheTokenNamesItsOwn(String typed, boolean template) throws UpstreamFailed {
		Provider microsoft = microsoft(typed, template ? TEMPLATE : TENANT);
		this.upstream.claims((token) -> {
			token.put("iss", issuerOf(TENANT));
			token.put("tid", TENANT);
		});
		assertThat(person(microsoft).issuer()).isEqualTo(issuerOf(TENANT));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "99999999-2222-3333-4444-555555555555", "{tenantid}", "common", "x/../y" })
	void microsoftWhenTokenNamesAnotherTenantThanItsIssuerThenNothingUsable(String tenant) throws UpstreamFailed {
		Provider microsoft = microsoft("common", TEMPLATE);
		this.upstream.claims((token) -> {
			token.put("iss", issuerOf(TENANT));
			token.put("tid", tenant);
		});
		assertThat(failure(microsoft)).isEqualTo(FailureReason.NOTHING_USABLE);
	}

	@ParameterizedTest
	@CsvSource({ "{tenantid}, true", "11111111-2222-3333-4444-555555555555, true",
			"99999999-2222-3333-4444-555555555555, false" })
	void microsoftWhenKeyIsOfAnotherTenantThenItSignsNothingHere(String tenant, boolean signs) throws UpstreamFailed {
		Provider microsoft = microsoft("common", TEMPLATE);
		this.upstream.claims((token) -> {
			token.put("iss", issuerOf(TENANT));
			token.put("tid", TENANT);
		});
		Map<String, Object> key = new LinkedHashMap<>(this.upstream.key().toPublicJWK().toJSONObject());
		key.put("issuer", issuerOf(tenant));
		this.upstream.instead("/jwks", 200, "application/json",
				JsonMapper.shared().writeValueAsString(Map.of("keys", List.of(key))));
		assertThat(failure(microsoft)).isEqualTo(signs ? null : FailureReason.NOTHING_USABLE);
	}

	@ParameterizedTest
	@CsvSource({ "true, true", "1, true", "false, false", "0, false", ", false" })
	void microsoftThenAddressIsVerifiedOnlyWhenItsDomainIs(String edov, boolean verified) throws UpstreamFailed {
		Provider microsoft = microsoft("common", TEMPLATE);
		this.upstream.claims((token) -> {
			token.put("iss", issuerOf(TENANT));
			token.put("tid", TENANT);
			token.put("email", "ada@corp.example");
			token.put("email_verified", true);
			token.put("xms_edov", edov);
		});
		UpstreamPerson person = person(microsoft);
		assertThat(person.email()).isEqualTo("ada@corp.example");
		assertThat(person.emailVerified()).isEqualTo(verified);
	}

	@Test
	void appleThenAnswersByFormWithTheNameOnceAndGetsAFreshSecret() throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
		generator.initialize(new ECGenParameterSpec("secp256r1"));
		KeyPair pair = generator.generateKeyPair();
		Provider apple = apple(pair);
		this.upstream.metadata((document) -> document.remove("userinfo_endpoint"));
		this.upstream.claims((token) -> {
			token.put("email", "x7@privaterelay.appleid.com");
			token.put("email_verified", "true");
			token.put("is_private_email", "true");
		});
		assertThat(asked(apple)).containsEntry("response_mode", "form_post")
			.containsEntry("scope", "openid email name");
		Map<String, String[]> answer = this.upstream.visit(begin(apple));
		answer.put("user", new String[] {
				"{\"name\":{\"firstName\":\"Ada\",\"lastName\":\"Lovelace\"},\"email\":\"attacker@example.test\"}" });
		this.flows.keepPosted(apple.alias(), answer);
		UpstreamPerson person = this.flows
			.finish(apple.alias(), Map.of("state", answer.get("state")), Optional.of(this.browser))
			.person();
		assertThat(person.email()).isEqualTo("x7@privaterelay.appleid.com");
		assertThat(person.emailVerified()).isTrue();
		assertThat(person.claims()).containsEntry("given_name", "Ada").containsEntry("family_name", "Lovelace");
		Map<String, String> form = this.upstream.tokenRequests().get(0);
		assertThat(form).containsEntry("client_id", TestUpstream.CLIENT_ID);
		SignedJWT secret = SignedJWT.parse(form.get("client_secret"));
		assertThat(secret.verify(new ECDSAVerifier((ECPublicKey) pair.getPublic()))).isTrue();
		assertThat(secret.getHeader().getKeyID()).isEqualTo("KEY1234567");
		JWTClaimsSet claims = secret.getJWTClaimsSet();
		assertThat(claims.getIssuer()).isEqualTo("TEAM123456");
		assertThat(claims.getSubject()).isEqualTo(TestUpstream.CLIENT_ID);
		assertThat(claims.getAudience()).containsExactly(this.upstream.issuer());
		assertThat(Duration.between(claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant()))
			.isLessThan(Duration.ofDays(180));
		this.clock.advance(Duration.ofDays(200));
		assertThat(failure(apple)).isNull();
		assertThat(SignedJWT.parse(this.upstream.tokenRequests().get(1).get("client_secret"))
			.getJWTClaimsSet()
			.getExpirationTime()
			.toInstant()).isAfter(this.clock.instant());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "[]", "{", "{\"name\":7}", "{\"name\":{\"firstName\":[]}}" })
	void appleWhenNameIsNoneThenItIsStillThePerson(String user) throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
		generator.initialize(new ECGenParameterSpec("secp256r1"));
		Provider apple = apple(generator.generateKeyPair());
		Map<String, String[]> answer = this.upstream.visit(begin(apple));
		answer.put("user", new String[] { user });
		UpstreamPerson person = this.flows.finish(apple.alias(), answer, Optional.of(this.browser)).person();
		assertThat(person.subject()).isEqualTo(this.upstream.subject());
		assertThat(person.claims()).doesNotContainKeys("given_name", "family_name");
	}

	@Test
	void facebookThenNoAddressIsVerifiedAndThereMayBeNone() throws UpstreamFailed {
		Provider facebook = provider(Preset.FACEBOOK, this.upstream.settings(Preset.FACEBOOK));
		this.upstream.userinfo((info) -> {
			info.clear();
			info.putAll(Map.of("id", "10220000000000001", "name", "Ada", "email", "ada@facebook.example",
					"email_verified", true));
		});
		UpstreamPerson person = person(facebook);
		assertThat(person.subject()).isEqualTo("10220000000000001");
		assertThat(person.email()).isEqualTo("ada@facebook.example");
		assertThat(person.emailVerified()).isFalse();
		this.upstream.userinfo((info) -> {
			info.clear();
			info.put("id", "10220000000000001");
		});
		assertThat(person(facebook).email()).isNull();
	}

	@Test
	void linkedInThenNeitherNonceNorProofKeyIsSent() throws UpstreamFailed {
		Provider linkedIn = provider(Preset.LINKEDIN, this.upstream.settings(Preset.LINKEDIN));
		assertThat(asked(linkedIn)).doesNotContainKeys("nonce", "code_challenge", "code_challenge_method");
		assertThat(failure(linkedIn)).isNull();
		assertThat(this.upstream.tokenRequests()).last()
			.satisfies((form) -> assertThat(form).doesNotContainKey("code_verifier").containsKey("client_secret"));
	}

	@ParameterizedTest
	@CsvSource({ "true, true", "false, false" })
	void discordThenItsOwnFlagTellsWhetherTheAddressIsVerified(boolean flag, boolean verified) throws UpstreamFailed {
		Provider discord = provider(Preset.DISCORD, this.upstream.settings(Preset.DISCORD));
		this.upstream.userinfo((info) -> {
			info.clear();
			info.putAll(Map.of("id", "80351110224678912", "username", "ada", "email", "ada@discord.example", "verified",
					flag));
		});
		UpstreamPerson person = person(discord);
		assertThat(person.subject()).isEqualTo("80351110224678912");
		assertThat(person.emailVerified()).isEqualTo(verified);
	}

	@Test
	void oauth2ThenTheMappingTellsWhoItIs() throws UpstreamFailed {
		ClaimMapping mapping = new ClaimMapping(List.of(new ProfileRule("data.uid", ClaimMapping.SUBJECT),
				new ProfileRule("data.mail", ClaimMapping.EMAIL),
				new ProfileRule("data.confirmed", ClaimMapping.EMAIL_VERIFIED)), List.of(), When.FIRST);
		Provider provider = provider(Preset.OAUTH2, this.upstream.settings(Preset.OAUTH2).withMapping(mapping));
		this.upstream.userinfo((info) -> {
			info.clear();
			info.put("data", Map.of("uid", 12_345_678_901L, "mail", "ada@own.example", "confirmed", true));
		});
		UpstreamPerson person = person(provider);
		assertThat(person.subject()).isEqualTo("12345678901");
		assertThat(person.email()).isEqualTo("ada@own.example");
		assertThat(person.emailVerified()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"id\":1.5}", "{\"id\":1e3}", "{\"id\":true}", "{\"id\":null}", "{\"id\":\"\"}",
			"{\"id\":[1]}", "{\"id\":{\"a\":1}}" })
	void oauth2WhenNoNameThatStaysThenNothingUsable(String info) throws UpstreamFailed {
		Provider provider = provider(Preset.OAUTH2, this.upstream.settings(Preset.OAUTH2));
		this.upstream.instead("/userinfo", 200, "application/json", info);
		assertThat(failure(provider)).isEqualTo(FailureReason.NOTHING_USABLE);
	}

	private Provider provider(Preset preset, ProviderSettings settings) {
		return TestUpstream.provider(this.beans, preset, settings, TestUpstream.SECRET);
	}

	private Provider github(String addresses) {
		this.upstream.userinfo((info) -> {
			info.clear();
			info.putAll(Map.of("id", 583_231, "login", "ada", "email", "shown@github.example"));
		});
		this.upstream.instead("/userinfo/emails", 200, "application/json", addresses);
		return provider(Preset.GITHUB, this.upstream.settings(Preset.GITHUB));
	}

	private Provider microsoft(String typed, String inDocument) {
		String issuer = issuerOf(typed);
		this.upstream.instead("/" + typed + "/v2.0" + TestUpstream.DOCUMENT, (exchange) -> {
			Map<String, Object> document = new LinkedHashMap<>();
			document.put("issuer", issuerOf(inDocument));
			document.put("authorization_endpoint", this.upstream.at("/authorize").toString());
			document.put("token_endpoint", this.upstream.at("/token").toString());
			document.put("jwks_uri", this.upstream.at("/jwks").toString());
			TestUpstream.answer(exchange, 200, "application/json", JsonMapper.shared().writeValueAsString(document));
		});
		return provider(Preset.MICROSOFT,
				this.upstream.settings(Preset.MICROSOFT).withEndpoints(ProviderEndpoints.ofIssuer(issuer)));
	}

	private String issuerOf(String tenant) {
		return this.upstream.issuer() + "/" + tenant + "/v2.0";
	}

	private Provider apple(KeyPair pair) {
		String key = "-----BEGIN PRIVATE KEY-----\n"
				+ Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(pair.getPrivate().getEncoded())
				+ "\n-----END PRIVATE KEY-----\n";
		return TestUpstream.provider(this.beans, Preset.APPLE,
				this.upstream.settings(Preset.APPLE)
					.withClient(new UpstreamClient(TestUpstream.CLIENT_ID, UpstreamAuthentication.APPLE_SECRET, null,
							"TEAM123456", "KEY1234567")),
				key);
	}

	private URI begin(Provider provider) throws UpstreamFailed {
		return this.flows.begin(provider, FlowPurpose.SIGN_IN, null, null, null, false, null, this.browser);
	}

	private Map<String, String> asked(Provider provider) throws UpstreamFailed {
		return TestUpstream.parameters(begin(provider).getRawQuery());
	}

	private UpstreamPerson person(Provider provider) throws UpstreamFailed {
		return this.flows.finish(provider.alias(), this.upstream.visit(begin(provider)), Optional.of(this.browser))
			.person();
	}

	private FailureReason failure(Provider provider) throws UpstreamFailed {
		Map<String, String[]> answer = this.upstream.visit(begin(provider));
		UpstreamFailed failed = catchThrowableOfType(UpstreamFailed.class,
				() -> this.flows.finish(provider.alias(), answer, Optional.of(this.browser)));
		return (failed != null) ? failed.reason() : null;
	}

}
