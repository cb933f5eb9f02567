package dev.signet.flow;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import dev.signet.account.Account;
import dev.signet.credential.TestAuthenticator;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * To link an account elsewhere, its owner proves the one here: once, soon, in the same
 * browser, and for nobody else.
 */
class LinkingProofFlowTests extends ProviderPerson {

	@Test
	void proofWhenUsedTwiceThenLinksOnce() {
		Account owner = verified();
		Page confirm = confirm(owner);
		this.browser.submit(confirm, Map.of("decision", "link"));
		assertThat(this.browser.submit(confirm, Map.of("decision", "link")).status()).isEqualTo(410);
		assertThat(this.links.of(owner.id())).hasSize(1);
	}

	@Test
	void proofWhenInAnotherBrowserThenIsWorthNothing() {
		Account owner = verified();
		Page prove = arrive(somebody());
		String confirm = prove.document().select("#sign-in").attr("href");
		Browser victim = this.actors.signedIn(owner);
		assertThat(victim.open("/signin/link?" + prove.address().getQuery()).status()).isEqualTo(410);
		assertThat(victim.open(path(confirm)).status()).isEqualTo(410);
		assertThat(this.links.of(owner.id())).isEmpty();
	}

	@Test
	void proofWhenForOneSubjectThenLinksNoOther() {
		Account owner = verified();
		Page first = arrive(somebody());
		Page second = arrive(TestProvider.but(somebody(), "sub", "another-" + this.subject));
		Page confirm = this.actors.signIn(this.browser, this.browser.open(signIn(second)), owner);
		this.browser.submit(confirm, Map.of("decision", "link"));
		assertThat(this.links.of(owner.id())).singleElement()
			.satisfies((link) -> assertThat(link.subject()).isEqualTo("another-" + this.subject));
		assertThat(this.links.find("signet:" + this.upstream.alias(), this.subject)).isEmpty();
		assertThat(first.address()).isNotEqualTo(second.address());
	}

	@Test
	void proofWhenOlderThanTenMinutesThenIsOver() {
		Account owner = verified();
		Page confirm = confirm(owner);
		this.clock.advance(Duration.ofMinutes(11));
		assertThat(this.browser.submit(confirm, Map.of("decision", "link")).status()).isEqualTo(410);
		assertThat(this.links.of(owner.id())).isEmpty();
	}

	@Test
	void proofWhenSignedInBeforeThenIsAskedForASignInSince() {
		Account owner = verified();
		this.browser = this.actors.signedIn(owner);
		this.clock.advance(Duration.ofSeconds(5));
		Page signIn = this.browser.open("/signin?other=yes&again=yes");
		assertThat(signIn.document().select("#login")).hasSize(1);
		Page prove = this.browser.open(this.upstream.answer(this.upstream.leave(this.browser,
				this.app.authorize(this.browser, this.app.request(Map.of("prompt", "login")))), somebody()));
		Page confirm = this.browser.open(path(signIn(prove)));
		assertThat(confirm.address().getPath()).as("not by the session from before").isEqualTo("/signin/link");
		assertThat(this.links.of(owner.id())).isEmpty();
	}

	@Test
	void proofWhenSomebodyElseSignsInThenIsTheirsNot() {
		Account owner = verified();
		Account other = this.actors.person("USER");
		Page prove = arrive(somebody());
		Page back = this.actors.signIn(this.browser, this.browser.open(signIn(prove)), other);
		assertThat(back.address().getPath()).isEqualTo("/signin/link");
		assertThat(back.document().select(".alert")).hasSize(1);
		assertThat(this.links.of(other.id())).isEmpty();
		assertThat(this.links.of(owner.id())).isEmpty();
	}

	@Test
	void proofWhenTheAccountHasASecondFactorThenItIsAskedForToo() {
		Account owner = verified();
		TestAuthenticator app = TestAuthenticator.of(owner.id(), this.beans);
		Page second = confirm(owner);
		assertThat(second.address().getPath()).isEqualTo("/signin/second");
		assertThat(this.links.of(owner.id())).isEmpty();
		Page confirm = this.browser.submit(second, Map.of("code", app.next()));
		assertThat(confirm.document().select("#what")).hasSize(1);
	}

	@Test
	void signInWhenLinkedAndTheAccountHasASecondFactorThenItIsAskedFor() {
		Account owner = verified();
		TestAuthenticator app = TestAuthenticator.of(owner.id(), this.beans);
		Page confirm = this.browser.submit(confirm(owner), Map.of("code", app.next()));
		this.browser.submit(confirm, Map.of("decision", "link"));
		this.browser = this.actors.browser();
		Page second = arrive(somebody());
		assertThat(second.address().getPath()).isEqualTo("/signin/second");
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/signin");
	}

	@Test
	void proofWhenManyAtOnceThenLinksOnce() throws Exception {
		Account owner = verified();
		Page confirm = confirm(owner);
		List<Integer> answers = Race.run(Stream
			.<Callable<Integer>>generate(
					() -> () -> this.browser.submitOnly(confirm, Map.of("decision", "link")).status())
			.limit(8)
			.toList());
		assertThat(answers).containsOnlyOnce(303);
		assertThat(new HashSet<>(answers)).isSubsetOf(303, 410);
		assertThat(this.links.of(owner.id())).hasSize(1);
	}

	/** The page to which that sign-in leads. */
	private static String path(String signIn) {
		return Page.parameters(URI.create(signIn).getRawQuery()).get("next");
	}

}
