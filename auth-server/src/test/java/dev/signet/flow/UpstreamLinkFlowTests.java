package dev.signet.flow;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.federation.TestLinks;
import dev.signet.federation.link.Link;
import dev.signet.federation.link.Links;
import dev.signet.federation.trial.Trials;
import dev.signet.federation.visit.FlowPurpose;
import dev.signet.federation.visit.UpstreamFlows;
import dev.signet.refusal.Refusal;
import dev.signet.secret.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody who is signed in adds an account elsewhere to the one here; an administrator
 * tries a provider.
 */
@SignetTest
class UpstreamLinkFlowTests {

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private Accounts accounts;

	@Autowired
	private Links links;

	@Autowired
	private UpstreamFlows flows;

	@Autowired
	private Trials trials;

	@Autowired
	private MutableClock clock;

	private final String subject = UUID.randomUUID().toString().substring(0, 8);

	private TestProvider upstream;

	private Account person;

	private Browser browser;

	@BeforeEach
	void setUp() {
		this.upstream = TestProvider.start(this.beans, this.actors.app());
		this.person = this.actors.person("USER");
		this.browser = this.actors.signedIn(this.person);
	}

	@AfterEach
	void tearDown() {
		this.upstream.close();
	}

	@Test
	void linkThenIsLinkedAndTheOwnPageSaysSo() throws Exception {
		Page back = this.upstream.comeBack(this.browser, leave(FlowPurpose.LINK, this.person), somebody());
		assertThat(back.address().getPath()).isEqualTo("/account/providers");
		assertThat(back.document().select(".notice").text()).contains("Linked");
		assertThat(this.links.of(this.person.id())).hasSize(1);
		Page again = this.upstream.comeBack(this.browser, leave(FlowPurpose.LINK, this.person), somebody());
		assertThat(again.document().select(".notice").text()).contains("already");
		assertThat(this.links.of(this.person.id())).hasSize(1);
	}

	@Test
	void linkWhenLinkedToAnotherAccountThenSaysSo() throws Exception {
		this.upstream.comeBack(this.browser, leave(FlowPurpose.LINK, this.person), somebody());
		Account other = this.actors.person("USER");
		this.browser = this.actors.signedIn(other);
		Page taken = this.upstream.comeBack(this.browser, leave(FlowPurpose.LINK, other), somebody());
		assertThat(taken.status()).isEqualTo(409);
		assertThat(new Scene(this.beans).remembered(taken.header("X-Request-Id").orElseThrow()).orElseThrow().refusal())
			.contains(Refusal.UPSTREAM_LINK_TAKEN);
		assertThat(taken.document().select("#way-on").attr("href")).isEqualTo("/account/providers");
		assertThat(this.links.of(other.id())).isEmpty();
	}

	@Test
	void linkWhenSomebodyElseIsSignedInByThenThenLinksNothing() throws Exception {
		Page left = leave(FlowPurpose.LINK, this.person);
		Account other = this.actors.person("USER");
		this.actors.signIn(this.browser, this.browser.open("/signin?other=yes&again=yes"), other);
		assertThat(this.upstream.comeBack(this.browser, left, somebody()).status()).isEqualTo(403);
		assertThat(this.links.of(other.id())).isEmpty();
		assertThat(this.links.of(this.person.id())).isEmpty();
	}

	@Test
	void linkWhenTheSignInIsTooOldByThenThenLinksNothing() throws Exception {
		this.clock.advance(Duration.ofMinutes(9));
		Page left = leave(FlowPurpose.LINK, this.person);
		this.clock.advance(Duration.ofMinutes(9));
		assertThat(this.upstream.comeBack(this.browser, left, somebody()).status()).isEqualTo(403);
		assertThat(this.links.of(this.person.id())).isEmpty();
	}

	@Test
	void lockWhenLinkedLatelyThenTheLinkIsRemoved() throws Exception {
		this.upstream.comeBack(this.browser, leave(FlowPurpose.LINK, this.person), somebody());
		this.accounts.update(this.person.id(), (account) -> account.lock(this.clock.instant()));
		assertThat(this.links.find("signet:" + this.upstream.alias(), this.subject)).isEmpty();
	}

	/** Whoever took the account over may undo what its owner did about it. */
	@Test
	void lockWhenAnOldLinkWasRestoredLatelyThenItIsRemovedAndOthersStay() throws Exception {
		Link kept = TestLinks.of(this.person.id(), this.beans, null);
		this.upstream.comeBack(this.browser, leave(FlowPurpose.LINK, this.person), somebody());
		Link hijacked = this.links.find("signet:" + this.upstream.alias(), this.subject).orElseThrow();
		this.clock.advance(Duration.ofDays(60));
		this.links.remove(hijacked.id(), this.person.id());
		this.clock.advance(Duration.ofDays(1));
		assertThat(this.links.restore(hijacked.id(), this.person.id())).isTrue();
		this.accounts.update(this.person.id(), (account) -> account.lock(this.clock.instant()));
		assertThat(this.links.find(hijacked.issuer(), hijacked.subject())).isEmpty();
		assertThat(this.links.find(kept.issuer(), kept.subject())).isPresent();
	}

	@Test
	void lockWhenTheLinkWasRestoredLongAgoThenItStays() throws Exception {
		this.upstream.comeBack(this.browser, leave(FlowPurpose.LINK, this.person), somebody());
		Link link = this.links.find("signet:" + this.upstream.alias(), this.subject).orElseThrow();
		this.links.remove(link.id(), this.person.id());
		this.links.restore(link.id(), this.person.id());
		this.clock.advance(Duration.ofDays(8));
		this.accounts.update(this.person.id(), (account) -> account.lock(this.clock.instant()));
		assertThat(this.links.find(link.issuer(), link.subject())).isPresent();
	}

	@Test
	void tryThenKeepsWhatCameAndNothingElseBecomesOfIt() throws Exception {
		Account admin = this.actors.person("USER", "ADMIN");
		this.browser = this.actors.signedIn(admin);
		Page left = leave(FlowPurpose.TRY, admin);
		Page back = this.browser.fetch("GET", this.upstream.answer(left, somebody()), Map.of());
		assertThat(back.header("Location")).contains("/admin/providers/" + this.upstream.provider().id() + "/trial");
		assertThat(this.trials.latest(this.upstream.provider().id())).isPresent();
		assertThat(this.links.find("signet:" + this.upstream.alias(), this.subject)).isEmpty();
		assertThat(this.accounts.findByLogin("u" + this.subject)).isEmpty();
	}

	@Test
	void tryWhenNoAdministratorIsSignedInByThenThenKeepsNothing() throws Exception {
		Page left = leave(FlowPurpose.TRY, this.actors.person("USER", "ADMIN"));
		assertThat(this.upstream.comeBack(this.browser, left, somebody()).status()).isEqualTo(403);
		assertThat(this.trials.latest(this.upstream.provider().id())).isEmpty();
	}

	/** As the pages do from which people leave. */
	private Page leave(FlowPurpose purpose, Account account) throws Exception {
		byte[] key = Sha256.of(this.browser.cookies().get("signet-browser"));
		URI there = this.flows.begin(this.upstream.provider(), purpose, account.id(), null, null, false, null, key);
		return this.browser.open("/signin").leftFor(there);
	}

	private Map<String, Object> somebody() {
		return TestProvider.person(this.subject, this.subject + "@people.example");
	}

}
