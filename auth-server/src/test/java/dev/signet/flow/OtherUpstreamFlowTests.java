package dev.signet.flow;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.checklist.CheckLine;
import dev.signet.checklist.CheckLine.State;
import dev.signet.checklist.CheckSubject;
import dev.signet.federation.TestUpstream;
import dev.signet.federation.call.FailureReason;
import dev.signet.federation.check.Check;
import dev.signet.federation.link.Links;
import dev.signet.federation.look.ProviderChecks;
import dev.signet.federation.preset.Preset;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.settings.AccountCreation;
import dev.signet.federation.settings.ProviderAudience;
import dev.signet.federation.settings.ProviderEndpoints;
import dev.signet.federation.settings.ProviderSettings;
import dev.signet.federation.settings.UpstreamAuthentication;
import dev.signet.federation.settings.UpstreamClient;
import dev.signet.federation.visit.UpstreamAnswer;
import dev.signet.federation.visit.UpstreamFailed;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.NettyWrapper;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Signing in with a provider that others wrote, so that both sides do not share one
 * reading of OpenID Connect Core 1.0 §3.1.
 */
@SignetTest
class OtherUpstreamFlowTests {

	private static final String ISSUER = "acme";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private Accounts accounts;

	@Autowired
	private Links links;

	@Autowired
	private ProviderChecks checks;

	@Autowired
	private MutableClock clock;

	private MockOAuth2Server upstream;

	private Provider provider;

	@BeforeEach
	void start() throws Exception {
		this.upstream = new MockOAuth2Server(
				new OAuth2Config(true, null, null, false, new OAuth2TokenProvider(), Set.of(), new NettyWrapper()));
		this.upstream.start(InetAddress.getByName("127.0.0.1"), 0);
		this.provider = provider(UpstreamAuthentication.SECRET_BASIC);
	}

	@AfterEach
	void stop() {
		this.upstream.shutdown();
	}

	@ParameterizedTest
	@EnumSource(names = "APPLE_SECRET", mode = EnumSource.Mode.EXCLUDE)
	void signInThenItIsWhoeverSignedInThere(UpstreamAuthentication authentication) throws UpstreamFailed {
		this.provider = provider(authentication);
		UpstreamVisit visit = UpstreamVisit.to(this.provider, this.beans);
		UpstreamAnswer answer = visit.end(signIn(visit, "ada", """
				{"email":"ada@acme.example","email_verified":true,"name":"Ada Lovelace"}"""));
		assertThat(answer.person().issuer()).isEqualTo(issuer());
		assertThat(answer.person().subject()).isEqualTo("ada");
		assertThat(answer.person().email()).isEqualTo("ada@acme.example");
		assertThat(answer.person().emailVerified()).isTrue();
		assertThat(answer.person().claims()).containsEntry("name", "Ada Lovelace");
		assertThat(answer.provider().id()).isEqualTo(this.provider.id());
		assertThat(answer.idToken()).isNotNull();
	}

	@Test
	void signInFromAnAppThenAccountCodeAndTokensHereAndTheSameAccountTheNextTime() {
		RelyingParty app = this.actors.app();
		String subject = "s-" + UUID.randomUUID().toString().substring(0, 12);
		String email = subject + "@acme.example";
		this.provider = provider(UpstreamAuthentication.SECRET_BASIC,
				(settings) -> settings.withAudience(new ProviderAudience(List.of(), List.of(app.clientId())))
					.withEmailTrusted(true)
					.withCreation(new AccountCreation(AccountCreation.Mode.ON, List.of())));
		UpstreamJourney journey = new UpstreamJourney(this.beans, app, this.provider,
				(address) -> signIn(address, subject, """
						{"email":"%s","email_verified":true,"preferred_username":"%s"}""".formatted(email, subject)));
		Object sub = journey.claims().get("sub");
		assertThat(this.links.find(issuer(), subject)).hasValueSatisfying((link) -> {
			assertThat(link.accountId()).hasToString(String.valueOf(sub));
			assertThat(this.accounts.findByLogin(email)).map(Account::id).contains(link.accountId());
		});
		assertThat(journey.claims()).containsEntry("sub", sub);
	}

	@Test
	void signInWhenItComesBackTwiceThenOnce() throws UpstreamFailed {
		UpstreamVisit visit = UpstreamVisit.to(this.provider, this.beans);
		URI back = signIn(visit, "ada", "{}");
		visit.end(back);
		assertThatExceptionOfType(UpstreamFailed.class).isThrownBy(() -> visit.end(back))
			.satisfies((failed) -> assertThat(failed.reason()).isEqualTo(FailureReason.WRONG_STATE));
	}

	@Test
	void signInWhenTokenIsForSomebodyElseThenRefused() throws UpstreamFailed {
		UpstreamVisit visit = UpstreamVisit.to(this.provider, this.beans);
		assertRefused(visit, "{\"aud\":\"another client\",\"azp\":\"another client\"}");
	}

	@Test
	void signInWhenTokenHasEndedThenRefused() throws UpstreamFailed {
		UpstreamVisit visit = UpstreamVisit.to(this.provider, this.beans);
		this.upstream.enqueueCallback(new DefaultOAuth2TokenCallback(ISSUER, "ada", "JWT", null, Map.of(), -3_600));
		assertRefused(visit, "{}");
	}

	@Test
	void signInWhenAnswerIsOfAnotherProviderThenRefused() throws UpstreamFailed {
		UpstreamVisit visit = UpstreamVisit.to(this.provider, this.beans);
		URI back = signIn(visit, "ada", "{}");
		UpstreamVisit other = UpstreamVisit.to(provider(UpstreamAuthentication.SECRET_BASIC), this.beans);
		assertThatExceptionOfType(UpstreamFailed.class).isThrownBy(() -> other.end(back))
			.satisfies((failed) -> assertThat(failed.reason()).isEqualTo(FailureReason.WRONG_STATE));
	}

	@Test
	void checksThenNothingFailsAndWhatItDoesNotTellIsLeftOpen() {
		Map<CheckSubject, CheckLine> lines = this.checks.run(this.provider)
			.stream()
			.collect(Collectors.toMap(CheckLine::check, Function.identity()));
		assertThat(lines.values()).extracting(CheckLine::state).doesNotContain(State.FAILED);
		assertThat(List.of(Check.DISCOVERY, Check.ISSUER, Check.KEYS, Check.RESPONSE_TYPE, Check.PKCE))
			.allMatch((check) -> lines.get(check).state() == State.PASSED);
		// It takes any secret, and says so by looking at the code alone
		assertThat(lines.get(Check.CLIENT).state()).isEqualTo(State.SKIPPED);
	}

	private void assertRefused(UpstreamVisit visit, String claims) {
		URI back = signIn(visit, "ada", claims);
		assertThatExceptionOfType(UpstreamFailed.class).isThrownBy(() -> visit.end(back))
			.satisfies((failed) -> assertThat(failed.reason()).isEqualTo(FailureReason.NOTHING_USABLE));
	}

	/** Fills in the form over there; nothing leads on from it but the way back. */
	private URI signIn(URI address, String name, String claims) {
		Browser browser = new Browser(URI.create("http://127.0.0.1:" + this.upstream.baseUrl().port()), false);
		Page form = browser.open(address.toString());
		assertThat(form.document().select("input[name=username]")).hasSize(1);
		return browser.postOnly(address.toString(), Map.of("username", name, "claims", claims), Map.of()).next();
	}

	private URI signIn(UpstreamVisit visit, String name, String claims) {
		URI back = signIn(visit.address(), name, claims);
		assertThat(visit.isBack(back)).as(String.valueOf(back)).isTrue();
		return back;
	}

	private String issuer() {
		return "http://127.0.0.1:" + this.upstream.baseUrl().port() + "/" + ISSUER;
	}

	private Provider provider(UpstreamAuthentication authentication) {
		return provider(authentication, UnaryOperator.identity());
	}

	private Provider provider(UpstreamAuthentication authentication, UnaryOperator<ProviderSettings> change) {
		ProviderSettings settings = Preset.OPENID_CONNECT.defaults()
			.withName("Acme")
			.withEndpoints(ProviderEndpoints.ofIssuer(issuer()))
			.withClient(UpstreamClient.of("signet at acme", authentication));
		return TestUpstream.provider(this.beans, Preset.OPENID_CONNECT, change.apply(settings),
				authentication.needsSecret() ? "a secret that acme gave" : null);
	}

}
