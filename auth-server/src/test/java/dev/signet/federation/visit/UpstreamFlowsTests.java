package dev.signet.federation.visit;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import dev.signet.AtOnce;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.TestAccounts;
import dev.signet.federation.TestUpstream;
import dev.signet.federation.call.Deadline;
import dev.signet.federation.call.FailureReason;
import dev.signet.federation.call.UpstreamHttp;
import dev.signet.federation.exchange.ProviderHealth;
import dev.signet.federation.preset.Preset;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.Providers;
import dev.signet.federation.settings.UpstreamAuthentication;
import dev.signet.federation.settings.UpstreamClient;
import dev.signet.key.KeyRing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Visits to a provider that is honest: what is sent, and when an answer counts. */
@SignetTest
class UpstreamFlowsTests {

	@Autowired
	private BeanFactory beans;

	@Autowired
	private UpstreamFlows flows;

	@Autowired
	private Providers providers;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MutableClock clock;

	private final byte[] browser = random();

	private TestUpstream upstream;

	private Provider provider;

	@BeforeEach
	void setUp() {
		this.upstream = new TestUpstream(this.clock);
		this.provider = this.upstream.provider(this.beans);
	}

	@AfterEach
	void tearDown() {
		this.upstream.close();
	}

	@Test
	void beginThenAsksWithProofKeyStateAndNonce() throws UpstreamFailed {
		URI request = this.flows.begin(this.provider, FlowPurpose.SIGN_IN, null, null, null, false, "ada@example.test",
				this.browser);
		assertThat(request.toString()).startsWith(this.upstream.at("/authorize") + "?");
		Map<String, String> asked = TestUpstream.parameters(request.getRawQuery());
		assertThat(asked).containsEntry("response_type", "code")
			.containsEntry("client_id", TestUpstream.CLIENT_ID)
			.containsEntry("scope", "openid email profile")
			.containsEntry("redirect_uri", this.flows.redirectUri(this.provider.alias()).toString())
			.containsEntry("code_challenge_method", "S256")
			.containsEntry("login_hint", "ada@example.test")
			.hasEntrySatisfying("state", (state) -> assertThat(state).hasSize(43))
			.hasEntrySatisfying("nonce", (nonce) -> assertThat(nonce).hasSize(43))
			.hasEntrySatisfying("code_challenge", (challenge) -> assertThat(challenge).hasSize(43))
			.doesNotContainKey("prompt");
		assertThat(asked.get("redirect_uri")).endsWith("/signin/with/" + this.provider.alias() + "/callback");
		assertThat(asked.get("nonce")).isNotEqualTo(asked.get("state"));
	}

	@Test
	void beginThenNoSecretOfTheVisitIsStored() throws UpstreamFailed {
		Map<String, String> asked = TestUpstream.parameters(begin().getRawQuery());
		this.flows.finish(this.provider.alias(), this.upstream.visit(begin()), Optional.of(this.browser));
		String verifier = this.upstream.tokenRequests().get(0).get("code_verifier");
		String rows = this.jdbc.sql("select f::text from upstream_flows f where browser_digest = :browser")
			.param("browser", this.browser)
			.query(String.class)
			.list()
			.toString();
		assertThat(rows).isNotEmpty().doesNotContain(asked.get("state"), asked.get("nonce"), verifier);
	}

	@Test
	void finishThenTellsWhoItIsAndWhereTheVisitCameFrom() throws UpstreamFailed {
		UUID pending = UUID.randomUUID();
		this.upstream.metadata((document) -> document.put("end_session_endpoint", this.upstream.at("/end").toString()));
		URI request = this.flows.begin(this.provider, FlowPurpose.SIGN_IN, null, pending, "/account", true, null,
				this.browser);
		UpstreamAnswer answer = this.flows.finish(this.provider.alias(), this.upstream.visit(request),
				Optional.of(this.browser));
		assertThat(answer.person().issuer()).isEqualTo(this.upstream.issuer());
		assertThat(answer.person().subject()).isEqualTo(this.upstream.subject());
		assertThat(answer.person().email()).isEqualTo("ada@upstream.example");
		assertThat(answer.person().emailVerified()).isTrue();
		assertThat(answer.person().claims()).containsEntry("name", "Ada Lovelace").containsKey("nonce");
		assertThat(answer.idToken()).startsWith("eyJ");
		assertThat(answer.endSession()).isEqualTo(this.upstream.at("/end"));
		assertThat(answer.flow()).isEqualTo(new UpstreamFlow(answer.flow().id(), this.provider.id(),
				FlowPurpose.SIGN_IN, null, pending, "/account", true));
		assertThat(answer.provider()).isEqualTo(this.provider);
		assertThat(answer.toString() + answer.person()).doesNotContain(this.upstream.subject(), "ada@", "eyJ");
		String credentials = new String(
				Base64.getDecoder().decode(this.upstream.tokenRequests().get(0).get("Authorization").substring(6)));
		assertThat(credentials).isEqualTo("signet-there:the+secret+over+there");
	}

	@Test
	void finishWhenLinkingThenTellsTheAccount() throws UpstreamFailed {
		AccountId account = this.beans.getBean(Accounts.class).register(TestAccounts.someone()).id();
		URI request = this.flows.begin(this.provider, FlowPurpose.LINK, account, null, null, false, null, this.browser);
		assertThat(this.flows.finish(this.provider.alias(), this.upstream.visit(request), Optional.of(this.browser))
			.flow()
			.accountId()).isEqualTo(account);
	}

	@Test
	void finishWhenAnswerCameBeforeThenWrongState() throws UpstreamFailed {
		Map<String, String[]> answer = this.upstream.visit(begin());
		this.flows.finish(this.provider.alias(), answer, Optional.of(this.browser));
		assertThat(failure(answer)).isEqualTo(FailureReason.WRONG_STATE);
		assertThat(this.upstream.tokenRequests()).hasSize(1);
	}

	@Test
	void finishWhenManyAtOnceThenOneGetsIt() throws Exception {
		Map<String, String[]> answer = this.upstream.visit(begin());
		Callable<FailureReason> finish = () -> failure(answer);
		List<FailureReason> reasons = AtOnce.call(8, finish);
		assertThat(reasons).filteredOn((reason) -> reason == null).hasSize(1);
		assertThat(reasons).filteredOn(FailureReason.WRONG_STATE::equals).hasSize(7);
		assertThat(this.upstream.tokenRequests()).hasSize(1);
	}

	@Test
	void finishWhenAnotherBrowserOrNoneThenWrongStateAndTheVisitGoesOn() throws UpstreamFailed {
		Map<String, String[]> answer = this.upstream.visit(begin());
		assertThat(failure(this.provider.alias(), answer, Optional.of(random()))).isEqualTo(FailureReason.WRONG_STATE);
		assertThat(failure(this.provider.alias(), answer, Optional.empty())).isEqualTo(FailureReason.WRONG_STATE);
		assertThat(failure(answer)).isNull();
	}

	@Test
	void finishWhenAnswerIsOfAnotherProviderThenWrongStateAndTheVisitGoesOn() throws UpstreamFailed {
		Provider other = this.upstream.provider(this.beans);
		Map<String, String[]> answer = this.upstream.visit(begin());
		UpstreamFailed failed = catchThrowableOfType(UpstreamFailed.class,
				() -> this.flows.finish(other.alias(), answer, Optional.of(this.browser)));
		assertThat(failed.reason()).isEqualTo(FailureReason.WRONG_STATE);
		assertThat(failed.provider()).contains(other);
		assertThat(failed.flow()).isEmpty();
		assertThat(failure("nobody", answer, Optional.of(this.browser))).isEqualTo(FailureReason.WRONG_STATE);
		assertThat(failure(answer)).isNull();
	}

	@Test
	void finishWhenStateIsMissingDoubledOrMadeUpThenWrongState() throws UpstreamFailed {
		Map<String, String[]> answer = this.upstream.visit(begin());
		String state = answer.get("state")[0];
		for (String[] values : new String[][] { null, {}, { "" }, { "x" }, { "x".repeat(43) }, { state, state },
				{ state + "\u0000" }, { "x".repeat(100_000) } }) {
			Map<String, String[]> changed = new LinkedHashMap<>(answer);
			changed.put("state", values);
			changed.values().removeIf((value) -> value == null);
			assertThat(failure(changed)).isEqualTo(FailureReason.WRONG_STATE);
		}
		assertThat(failure(answer)).isNull();
	}

	@Test
	void finishWhenAfterTenMinutesThenExpiredAndTheWayOnIsKnown() throws UpstreamFailed {
		Map<String, String[]> answer = this.upstream.visit(begin());
		this.clock.advance(Duration.ofMinutes(10));
		UpstreamFailed failed = failed(answer);
		assertThat(failed.reason()).isEqualTo(FailureReason.EXPIRED);
		assertThat(failed.flow()).isPresent();
		assertThat(this.upstream.tokenRequests()).isEmpty();
		assertThat(failure(answer)).isEqualTo(FailureReason.WRONG_STATE);
	}

	@ParameterizedTest
	@CsvSource({ "access_denied, CANCELLED", "user_cancelled_login, CANCELLED", "user_cancelled_authorize, CANCELLED",
			"invalid_scope, REFUSED_BY_PROVIDER", "<b>x</b>, REFUSED_BY_PROVIDER",
			"login_required, REFUSED_BY_PROVIDER", "temporarily_unavailable, PROVIDER_DOWN",
			"server_error, PROVIDER_DOWN" })
	void finishWhenProviderAnswersAnErrorThenSaysWhichAndEndsTheVisit(String error, FailureReason reason)
			throws UpstreamFailed {
		Map<String, String[]> answer = this.upstream.visit(begin());
		answer.remove("code");
		answer.put("error", new String[] { error });
		answer.put("error_description", new String[] { "Because. " + "x".repeat(1_000) });
		UpstreamFailed failed = failed(answer);
		assertThat(failed.reason()).isEqualTo(reason);
		assertThat(failed.detail()).contains(error, "Because.").hasSizeLessThan(500);
		assertThat(failed.flow()).isPresent();
		assertThat(failure(answer)).isEqualTo(FailureReason.WRONG_STATE);
		assertThat(this.beans.getBean(ProviderHealth.class).open(this.provider.id())).isFalse();
	}

	@Test
	void finishWhenCodeIsMissingEmptyDoubledOrTooLongThenNothingUsable() throws UpstreamFailed {
		for (String[] code : new String[][] { null, { "" }, { "a", "b" }, { "x".repeat(5_000) },
				{ "x".repeat(100_000) } }) {
			Map<String, String[]> answer = this.upstream.visit(begin());
			answer.put("code", code);
			answer.values().removeIf((value) -> value == null);
			assertThat(failure(answer)).isEqualTo(FailureReason.NOTHING_USABLE);
		}
		assertThat(this.upstream.tokenRequests()).isEmpty();
	}

	@Test
	void finishWhenIssuerIsNamedThenItMustBeThatOne() throws UpstreamFailed {
		Map<String, String[]> right = this.upstream.visit(begin());
		right.put("iss", new String[] { this.upstream.issuer() });
		assertThat(failure(right)).isNull();
		Map<String, String[]> wrong = this.upstream.visit(begin());
		wrong.put("iss", new String[] { "https://attacker.example" });
		assertThat(failure(wrong)).isEqualTo(FailureReason.NOTHING_USABLE);
		assertThat(this.upstream.tokenRequests()).hasSize(1);
	}

	@Test
	void finishWhenProviderNamesItselfInAnswersAndThisOneDoesNotThenNothingUsable() throws UpstreamFailed {
		this.upstream.metadata((document) -> document.put("authorization_response_iss_parameter_supported", true));
		assertThat(failure(this.upstream.visit(begin()))).isEqualTo(FailureReason.NOTHING_USABLE);
		assertThat(this.upstream.tokenRequests()).isEmpty();
	}

	@Test
	void beginOrFinishWhenProviderIsSwitchedOffThenNotAllowedButToTry() throws UpstreamFailed {
		Map<String, String[]> answer = this.upstream.visit(begin());
		this.providers.disable(this.provider.id(), AccountId.random());
		this.provider = this.providers.find(this.provider.id()).orElseThrow();
		assertThat(failure(answer)).isEqualTo(FailureReason.NOT_ALLOWED);
		assertThat(catchThrowableOfType(UpstreamFailed.class, this::begin).reason())
			.isEqualTo(FailureReason.NOT_ALLOWED);
		AccountId admin = this.beans.getBean(Accounts.class).register(TestAccounts.someone()).id();
		URI request = this.flows.begin(this.provider, FlowPurpose.TRY, admin, null, null, false, null, this.browser);
		assertThat(failure(this.upstream.visit(request))).isNull();
	}

	@Test
	void finishWhenTryingAndProviderWasChangedMeanwhileThenExpired() throws Exception {
		AccountId admin = this.beans.getBean(Accounts.class).register(TestAccounts.someone()).id();
		URI request = this.flows.begin(this.provider, FlowPurpose.TRY, admin, null, null, false, null, this.browser);
		this.providers.change(this.provider.id(), this.provider.version(), this.provider.settings().withName("Other"),
				null, admin);
		assertThat(failure(this.upstream.visit(request))).isEqualTo(FailureReason.EXPIRED);
	}

	@Test
	void beginWhenMoreThanTwentyWaitInOneBrowserThenTheOldestMakeRoom() throws UpstreamFailed {
		List<Map<String, String[]>> answers = new ArrayList<>();
		for (int i = 0; i < 22; i++) {
			answers.add(this.upstream.visit(begin()));
			this.clock.advance(Duration.ofMillis(10));
		}
		assertThat(this.jdbc.sql("select count(*) from upstream_flows where browser_digest = :browser")
			.param("browser", this.browser)
			.query(Integer.class)
			.single()).isEqualTo(20);
		assertThat(failure(answers.get(1))).isEqualTo(FailureReason.WRONG_STATE);
		assertThat(failure(answers.get(2))).isNull();
		assertThat(failure(answers.get(21))).isNull();
	}

	@Test
	void keepPostedThenTheBrowserFetchesTheAnswerByAnAddressWithoutTheCode() throws UpstreamFailed {
		Map<String, String[]> answer = this.upstream.visit(begin());
		answer.put("user", new String[] { "{\"name\":\"Ada & Zoë = 1\"}" });
		URI next = this.flows.keepPosted(this.provider.alias(), answer);
		assertThat(next.toString())
			.isEqualTo(this.flows.redirectUri(this.provider.alias()) + "?state=" + answer.get("state")[0]);
		assertThat(this.jdbc.sql("select posted from upstream_flows where browser_digest = :browser")
			.param("browser", this.browser)
			.query((row, number) -> new String(row.getBytes("posted")))
			.single()).doesNotContain(answer.get("code")[0]);
		Map<String, String[]> fetched = Map.of("state", answer.get("state"));
		assertThat(failure(this.provider.alias(), fetched, Optional.of(random()))).isEqualTo(FailureReason.WRONG_STATE);
		assertThat(failure(fetched)).isNull();
		assertThat(failure(fetched)).isEqualTo(FailureReason.WRONG_STATE);
	}

	@Test
	void keepPostedWhenKeptBeforeUnknownOrLateThenWrongState() throws UpstreamFailed {
		Map<String, String[]> answer = this.upstream.visit(begin());
		this.flows.keepPosted(this.provider.alias(), answer);
		assertThat(posting(answer)).isEqualTo(FailureReason.WRONG_STATE);
		assertThat(posting(Map.of("state", new String[] { "x".repeat(43) }))).isEqualTo(FailureReason.WRONG_STATE);
		assertThat(posting(Map.of())).isEqualTo(FailureReason.WRONG_STATE);
		Map<String, String[]> late = this.upstream.visit(begin());
		this.clock.advance(Duration.ofMinutes(10));
		assertThat(posting(late)).isEqualTo(FailureReason.WRONG_STATE);
		Map<String, String[]> doubled = this.upstream.visit(begin());
		doubled.put("user", new String[] { "a", "b" });
		assertThat(posting(doubled)).isEqualTo(FailureReason.NOTHING_USABLE);
	}

	@Test
	void sweepThenForgetsVisitsAnHourAfterTheirTime() throws UpstreamFailed {
		begin();
		this.clock.advance(Duration.ofMinutes(69));
		VisitSweep sweep = this.beans.getBean(VisitSweep.class);
		sweep.sweep();
		assertThat(visits()).isEqualTo(1);
		this.clock.advance(Duration.ofMinutes(2));
		sweep.sweep();
		assertThat(visits()).isZero();
	}

	@Test
	void callWhenCallerHoldsATransactionThenRefusesAndCallsNobody() {
		TransactionTemplate transaction = this.beans.getBean(TransactionTemplate.class);
		UpstreamHttp http = this.beans.getBean(UpstreamHttp.class);
		for (Callable<Object> call : List.<Callable<Object>>of(this::begin,
				() -> http.read("It", this.upstream.at("/jwks"), Deadline.in(Duration.ofSeconds(5))))) {
			assertThatIllegalStateException().isThrownBy(() -> transaction.executeWithoutResult((status) -> {
				try {
					call.call();
				}
				catch (RuntimeException ex) {
					throw ex;
				}
				catch (Exception ex) {
					throw new AssertionError(ex);
				}
			}));
		}
		assertThat(this.upstream.calls()).isEmpty();
	}

	@Test
	void finishWhenPrivateKeyJwtThenAKeyOfOurRingSigns() throws Exception {
		Provider signing = TestUpstream.provider(this.beans, Preset.OPENID_CONNECT,
				this.upstream.settings(Preset.OPENID_CONNECT)
					.withClient(UpstreamClient.of(TestUpstream.CLIENT_ID, UpstreamAuthentication.PRIVATE_KEY_JWT)),
				null);
		URI request = this.flows.begin(signing, FlowPurpose.SIGN_IN, null, null, null, false, null, this.browser);
		assertThat(failure(signing.alias(), this.upstream.visit(request), Optional.of(this.browser))).isNull();
		Map<String, String> form = this.upstream.tokenRequests().get(0);
		assertThat(form)
			.containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
			.doesNotContainKeys("client_secret", "Authorization");
		SignedJWT assertion = SignedJWT.parse(form.get("client_assertion"));
		assertThat(assertion.verify(new RSASSAVerifier(this.beans.getBean(KeyRing.class)
			.publicKeys()
			.getKeyByKeyId(assertion.getHeader().getKeyID())
			.toRSAKey()))).isTrue();
		assertThat(assertion.getJWTClaimsSet().getIssuer()).isEqualTo(TestUpstream.CLIENT_ID)
			.isEqualTo(assertion.getJWTClaimsSet().getSubject());
		assertThat(assertion.getJWTClaimsSet().getAudience()).containsExactly(this.upstream.at("/token").toString());
		assertThat(assertion.getJWTClaimsSet().getJWTID()).isNotBlank();
		assertThat(Duration.between(this.clock.instant(), assertion.getJWTClaimsSet().getExpirationTime().toInstant()))
			.isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
	}

	/** Also when tokens do not say by which key they are signed. */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void finishWhenKeysWereRotatedThenFetchesThemAgainAtMostFiveTimesAMinute(boolean named) throws UpstreamFailed {
		if (!named) {
			this.upstream.signature((claims) -> TestUpstream
				.signed(new RSAKey.Builder(this.upstream.key()).keyID(null).build(), claims));
		}
		assertThat(failure(this.upstream.visit(begin()))).isNull();
		for (int i = 0; i < 5; i++) {
			this.upstream.rotateKey();
			assertThat(failure(this.upstream.visit(begin()))).isNull();
		}
		this.upstream.rotateKey();
		assertThat(failure(this.upstream.visit(begin()))).isEqualTo(FailureReason.NOTHING_USABLE);
		assertThat(this.upstream.calls()).filteredOn("/jwks"::equals).hasSize(6);
		this.clock.advance(Duration.ofSeconds(61));
		assertThat(failure(this.upstream.visit(begin()))).isNull();
	}

	@Test
	void finishWhenKeysCannotBeFetchedAgainThenThoseKnownBeforeGoOn() throws UpstreamFailed {
		assertThat(failure(this.upstream.visit(begin()))).isNull();
		this.upstream.instead("/jwks", 503, "text/plain", "");
		this.upstream.instead("/.well-known/openid-configuration", 503, "text/plain", "");
		this.clock.advance(Duration.ofHours(2));
		assertThat(failure(this.upstream.visit(begin()))).isNull();
		this.clock.advance(Duration.ofHours(25));
		assertThat(catchThrowableOfType(UpstreamFailed.class, this::begin).reason())
			.isEqualTo(FailureReason.PROVIDER_DOWN);
	}

	private URI begin() throws UpstreamFailed {
		return this.flows.begin(this.provider, FlowPurpose.SIGN_IN, null, null, null, false, null, this.browser);
	}

	private int visits() {
		return this.jdbc.sql("select count(*) from upstream_flows where browser_digest = :browser")
			.param("browser", this.browser)
			.query(Integer.class)
			.single();
	}

	/** Why an answer in this browser comes to nothing, or null. */
	private FailureReason failure(Map<String, String[]> answer) {
		return failure(this.provider.alias(), answer, Optional.of(this.browser));
	}

	private FailureReason failure(String alias, Map<String, String[]> answer, Optional<byte[]> key) {
		UpstreamFailed failed = catchThrowableOfType(UpstreamFailed.class, () -> this.flows.finish(alias, answer, key));
		return (failed != null) ? failed.reason() : null;
	}

	private UpstreamFailed failed(Map<String, String[]> answer) {
		return catchThrowableOfType(UpstreamFailed.class,
				() -> this.flows.finish(this.provider.alias(), answer, Optional.of(this.browser)));
	}

	private FailureReason posting(Map<String, String[]> answer) {
		return catchThrowableOfType(UpstreamFailed.class, () -> this.flows.keepPosted(this.provider.alias(), answer))
			.reason();
	}

	private static byte[] random() {
		byte[] bytes = new byte[32];
		new SecureRandom().nextBytes(bytes);
		return bytes;
	}

}
