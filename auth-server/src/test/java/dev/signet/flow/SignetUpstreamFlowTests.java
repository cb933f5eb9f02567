package dev.signet.flow;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import com.nimbusds.jose.jwk.JWKSet;
import dev.signet.OtherSignet;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.checklist.CheckLine;
import dev.signet.checklist.CheckLine.State;
import dev.signet.checklist.CheckSubject;
import dev.signet.client.TestClients;
import dev.signet.federation.TestUpstream;
import dev.signet.federation.call.FailureReason;
import dev.signet.federation.check.Check;
import dev.signet.federation.link.Links;
import dev.signet.federation.look.ProviderChecks;
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
import dev.signet.federation.visit.UpstreamAnswer;
import dev.signet.federation.visit.UpstreamFailed;
import dev.signet.key.KeyRing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Signing in with another Signet, which has an issuer, a database and keys of its own:
 * each side is as strict as ever.
 */
@SignetTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignetUpstreamFlowTests {

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

	private OtherSignet other;

	/** Who belongs over there. */
	private Actors others;

	private Account person;

	@BeforeAll
	void start() {
		this.other = OtherSignet.start(this.beans);
	}

	@AfterAll
	void stop() {
		this.other.close();
	}

	@BeforeEach
	void setUp() {
		this.others = new Actors(this.other.beans());
		this.person = this.others.person("USER");
	}

	@Test
	void signInFromAnAppThenAccountCodeAndTokensHereAndTheSameAccountTheNextTime() {
		this.others.confirm(this.person);
		RelyingParty app = this.actors.app();
		Provider provider = provider(UpstreamAuthentication.PRIVATE_KEY_JWT,
				(settings) -> settings.withAudience(new ProviderAudience(List.of(), List.of(app.clientId())))
					.withEmailTrusted(true)
					.withCreation(new AccountCreation(AccountCreation.Mode.ON, List.of())));
		Browser browser = this.others.browser();
		UpstreamJourney journey = new UpstreamJourney(this.beans, app, provider, (address) -> {
			Page page = browser.open(address.toString());
			if (page.left() == null) {
				page = this.others.allowAll(browser, this.others.signIn(browser, page, this.person));
			}
			return page.left();
		});
		Object sub = journey.claims().get("sub");
		assertThat(sub).isNotEqualTo(this.person.id().toString());
		assertThat(this.links.find(this.others.server().toString(), this.person.id().toString()))
			.hasValueSatisfying((link) -> assertThat(link.accountId()).hasToString(String.valueOf(sub)));
		assertThat(this.accounts.findByLogin(this.person.emailAddress())).map(Account::id)
			.hasValueSatisfying((id) -> assertThat(id).hasToString(String.valueOf(sub)));
		assertThat(journey.claims()).containsEntry("sub", sub);
	}

	@Test
	void signInThenItIsWhoeverSignedInThere() throws UpstreamFailed {
		Provider provider = provider(UpstreamAuthentication.SECRET_BASIC);
		UpstreamVisit visit = UpstreamVisit.to(provider, this.beans);
		Browser browser = this.others.browser();
		Page page = stay(browser, visit, browser.open(visit.address().toString()));
		page = stay(browser, visit,
				browser.submitOnly(page, Map.of("login", this.person.username(), "password", Actors.PASSWORD)));
		page = stay(browser, visit, this.others.allowAllOnly(browser, page));
		UpstreamAnswer answer = visit.end(page.next());
		assertThat(answer.person().issuer()).isEqualTo(this.others.server().toString());
		assertThat(answer.person().subject()).isEqualTo(this.person.id().value().toString());
		assertThat(answer.person().email()).isEqualTo(this.person.emailAddress());
		assertThat(answer.person().emailVerified()).isFalse();
		assertThat(answer.person().sid()).isNotNull();
		assertThat(answer.granted()).contains("openid", "email", "profile");
	}

	@Test
	void signInWhenAddressIsConfirmedThereThenItSaysSo() throws UpstreamFailed {
		this.others.confirm(this.person);
		UpstreamVisit visit = UpstreamVisit.to(provider(UpstreamAuthentication.SECRET_POST), this.beans);
		assertThat(visit.end(visited(visit)).person().emailVerified()).isTrue();
	}

	@Test
	void signInWhenThePersonSaysNoThenCancelled() throws UpstreamFailed {
		UpstreamVisit visit = UpstreamVisit.to(provider(UpstreamAuthentication.SECRET_BASIC), this.beans);
		Browser browser = this.others.signedIn(this.person);
		Page consent = stay(browser, visit, browser.open(visit.address().toString()));
		Page answered = stay(browser, visit, browser.submitOnly(consent, Map.of("decision", "deny")));
		assertThatExceptionOfType(UpstreamFailed.class).isThrownBy(() -> visit.end(answered.next()))
			.satisfies((failed) -> assertThat(failed.reason()).isEqualTo(FailureReason.CANCELLED));
	}

	@Test
	void signInWhenSignetSignsItsAssertionThenTheOtherSignetAcceptsIt() throws UpstreamFailed {
		Provider provider = provider(UpstreamAuthentication.PRIVATE_KEY_JWT);
		assertThat(run(provider).get(Check.CLIENT).state()).isEqualTo(State.PASSED);
		UpstreamVisit visit = UpstreamVisit.to(provider, this.beans);
		assertThat(visit.end(visited(visit)).person().subject()).isEqualTo(this.person.id().value().toString());
	}

	@Test
	void checksThenAllPass() {
		Map<CheckSubject, CheckLine> lines = run(provider(UpstreamAuthentication.SECRET_BASIC));
		assertThat(lines.values()).filteredOn((line) -> line.state() != State.PASSED)
			.extracting(CheckLine::check, CheckLine::state)
			.containsExactlyInAnyOrder(tuple(Check.SECRET, State.SKIPPED), tuple(Check.GRANTED, State.SKIPPED));
	}

	@Test
	void checksWhenSecretIsWrongThenTheClientIsRefused() {
		Provider provider = provider(UpstreamAuthentication.SECRET_BASIC);
		Provider other = TestUpstream.provider(this.beans, Preset.OPENID_CONNECT, provider.settings(),
				"not the secret of this client, though long enough");
		CheckLine line = run(other).get(Check.CLIENT);
		assertThat(line.state()).isEqualTo(State.FAILED);
		assertThat(line.values()).last().asString().startsWith("invalid_client");
	}

	/** Sends a browser in which nothing is left to ask. */
	private URI visited(UpstreamVisit visit) {
		Browser browser = this.others.signedIn(this.person);
		Page consent = stay(browser, visit, browser.open(visit.address().toString()));
		return stay(browser, visit, this.others.allowAllOnly(browser, consent)).next();
	}

	/** Follows wherever it leads, but not back: nobody waits there. */
	private static Page stay(Browser browser, UpstreamVisit visit, Page page) {
		Page current = page;
		while (current.next() != null && !visit.isBack(current.next())) {
			current = browser.fetch("GET", current.next().toString(), Map.of());
		}
		return current;
	}

	private Map<CheckSubject, CheckLine> run(Provider provider) {
		return this.checks.run(provider).stream().collect(Collectors.toMap(CheckLine::check, Function.identity()));
	}

	private Provider provider(UpstreamAuthentication authentication) {
		return provider(authentication, UnaryOperator.identity());
	}

	/** The other Signet as a provider here, and this one as an app over there. */
	private Provider provider(UpstreamAuthentication authentication, UnaryOperator<ProviderSettings> change) {
		String alias = "s-" + UUID.randomUUID().toString().substring(0, 13);
		TestClients client = TestClients.confidential()
			.redirectUri(this.actors.server() + "/signin/with/" + alias + "/callback");
		if (authentication == UpstreamAuthentication.SECRET_POST) {
			client.authenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST);
		}
		else if (authentication == UpstreamAuthentication.PRIVATE_KEY_JWT) {
			client.privateKeyJwt(signingKeys().toString());
		}
		String clientId = client.save(this.other.beans()).clientId();
		ProviderSettings settings = Preset.OPENID_CONNECT.defaults()
			.withName("The other Signet")
			.withEndpoints(ProviderEndpoints.ofIssuer(this.others.server().toString()))
			.withClient(UpstreamClient.of(clientId, authentication));
		Providers providers = this.beans.getBean(Providers.class);
		try {
			Provider added = providers.add(alias, Preset.OPENID_CONNECT, change.apply(settings),
					authentication.needsSecret() ? TestClients.SECRET : null, AccountId.random());
			providers.enableUnproved(added.id(), alias, AccountId.random());
			return providers.find(added.id()).orElseThrow();
		}
		catch (ProviderRefused ex) {
			throw new IllegalArgumentException(String.valueOf(ex.problems()), ex);
		}
	}

	/**
	 * Without those of earlier rotations, which other tests leave: a client has ten at
	 * most.
	 */
	private JWKSet signingKeys() {
		KeyRing ring = this.beans.getBean(KeyRing.class);
		JWKSet all = ring.publicKeys();
		return new JWKSet(ring.algorithms()
			.stream()
			.map((algorithm) -> all.getKeyByKeyId(ring.activeKeyId(algorithm.value())))
			.toList());
	}

}
