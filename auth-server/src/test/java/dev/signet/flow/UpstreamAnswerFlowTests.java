package dev.signet.flow;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusedRequest;
import dev.signet.refusal.RefusedRequests;
import dev.signet.session.Sessions;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What comes back from a provider: an error, too late, twice, from elsewhere, or many at
 * once.
 */
class UpstreamAnswerFlowTests extends ProviderPerson {

	@Autowired
	private Sessions sessions;

	@Autowired
	private RefusedRequests refusedRequests;

	@Autowired
	private JdbcClient jdbc;

	/** P147 to P149, and each failure has words of its own. */
	@Test
	void answerWhenItIsNoneThenEachHasItsPageAndNobodyIsIn() {
		String callback = "/signin/with/" + this.upstream.alias() + "/callback";
		Set<String> words = new HashSet<>();
		words.add(assertFailed(this.browser.open(callback), 400, Refusal.UPSTREAM_STATE));
		assertFailed(this.browser.open(callback + "?code=x&state=" + "A".repeat(43)), 400, Refusal.UPSTREAM_STATE);
		assertFailed(this.browser.open("/signin/with/nobody-there/callback?code=x&state=" + "A".repeat(43)), 400,
				Refusal.UPSTREAM_STATE);
		Page left = leave();
		String state = left.answer().get("state");
		assertFailed(this.actors.browser().open(callback + "?code=x&state=" + state), 400, Refusal.UPSTREAM_STATE);
		Page cancelled = this.browser
			.open(callback + "?error=access_denied&error_description=%3Cscript%3Ealert(1)%3C/script%3E&state=" + state);
		words.add(assertFailed(cancelled, 403, Refusal.UPSTREAM_CANCELLED));
		assertThat(cancelled.document().select("#way-on").attr("href")).contains("request=");
		assertThat(cancelled.response().body()).doesNotContain("<script>alert");
		left = leave();
		words.add(assertFailed(this.browser.open(callback + "?error=invalid_scope&state=" + left.answer().get("state")),
				424, Refusal.UPSTREAM_REFUSED));
		left = leave();
		words.add(assertFailed(this.browser.open(callback + "?code=never-given&state=" + left.answer().get("state")),
				424, Refusal.UPSTREAM_REFUSED));
		left = leave();
		words.add(assertFailed(
				this.browser.open(callback + "?error=temporarily_unavailable&state=" + left.answer().get("state")), 424,
				Refusal.UPSTREAM_DOWN));
		left = leave();
		words.add(assertFailed(this.browser.open(this.upstream.answer(left, Map.of("email", this.email))), 424,
				Refusal.UPSTREAM_UNUSABLE));
		left = leave();
		this.clock.advance(Duration.ofMinutes(11));
		words.add(
				assertFailed(this.browser.open(this.upstream.answer(left, somebody())), 400, Refusal.UPSTREAM_EXPIRED));
		left = leave();
		String answer = this.upstream.answer(left, somebody());
		this.upstream.disable();
		words.add(assertFailed(this.browser.open(answer), 403, Refusal.UPSTREAM_NOT_ALLOWED));
		assertThat(words).as("of no visit, cancelled, refused, down, unusable, too late, not allowed").hasSize(7);
		assertThat(this.accounts.findByLogin(this.email)).isEmpty();
	}

	/** What strangers write into an address stands in no record, and hides none. */
	@Test
	void answerWhenProviderIsUnknownThenTheRouteIsRecorded() {
		String end = "/callback?code=x&state=" + "A".repeat(43);
		Page stranger = this.browser.open("/signin/with/" + "x".repeat(120) + end);
		Page known = this.browser.open("/signin/with/" + this.upstream.alias() + end);
		assertFailed(stranger, 400, Refusal.UPSTREAM_STATE);
		assertFailed(known, 400, Refusal.UPSTREAM_STATE);
		assertThat(recorded(stranger).endpoint()).isEqualTo("/signin/with/{alias}/callback");
		assertThat(recorded(known).endpoint()).isEqualTo("/signin/with/" + this.upstream.alias() + "/callback");
	}

	@Test
	void answerWhenItComesTwiceThenTheSecondIsRefusedAndThereIsOneSession() {
		Page left = leave();
		String answer = this.upstream.answer(left, somebody());
		assertThat(this.browser.open(answer).address().getPath()).isEqualTo("/consent");
		assertFailed(this.browser.open(answer), 400, Refusal.UPSTREAM_STATE);
		assertThat(this.browser.open("/account").status()).isEqualTo(200);
		assertThat(this.sessions.of(this.accounts.findByLogin(this.email).orElseThrow().id())).hasSize(1);
	}

	@Test
	void answerWhenPostedFromElsewhereThenOnlyForAVisitThatWaits() {
		String callback = "/signin/with/" + this.upstream.alias() + "/callback";
		Map<String, String> crossSite = Map.of("Origin", "https://provider.example", "Sec-Fetch-Site", "cross-site");
		assertFailed(this.actors.browser().postOnly(callback, Map.of("code", "x", "state", "A".repeat(43)), crossSite),
				400, Refusal.UPSTREAM_STATE);
		Page left = leave();
		String code = Page.parameters(URI.create(this.upstream.answer(left, somebody())).getRawQuery()).get("code");
		Page posted = this.actors.browser()
			.postOnly(callback, Map.of("code", code, "state", left.answer().get("state")), crossSite);
		assertThat(posted.status()).isEqualTo(303);
		assertThat(posted.header("Location").orElse("")).doesNotContain(code);
		assertThat(this.browser.open(posted.header("Location").orElseThrow()).address().getPath())
			.isEqualTo("/consent");
	}

	@Test
	void callbackWhenManyAtOnceForSomebodyNewThenMakesOneAccount() throws Exception {
		List<Callable<Page>> racers = Stream.generate(this::comer).limit(6).toList();
		List<Page> pages = Race.run(racers);
		assertThat(pages).allSatisfy((page) -> assertThat(page.address().getPath()).isEqualTo("/consent"));
		assertThat(this.jdbc.sql("select count(*) from upstream_links where subject = :subject")
			.param("subject", this.subject)
			.query(Integer.class)
			.single()).isEqualTo(1);
		assertThat(this.jdbc.sql("select count(*) from accounts where username = :name")
			.param("name", "u" + this.subject)
			.query(Integer.class)
			.single()).isEqualTo(1);
	}

	private String assertFailed(Page page, int status, Refusal refusal) {
		assertThat(page.status()).as(page.document().text()).isEqualTo(status);
		assertThat(recorded(page).name()).isEqualTo(refusal.name());
		assertThat(page.document().select("#why").text()).isNotEmpty();
		assertThat(page.document().select("#way-on").attr("href")).startsWith("/signin");
		return page.document().select("h1, #why").text();
	}

	private RefusedRequest recorded(Page page) {
		this.refusedRequests.flush();
		return this.refusedRequests.find(page.document().select("#reference").text()).orElseThrow();
	}

	private Callable<Page> comer() {
		Browser own = this.actors.browser();
		String answer = this.upstream.answer(this.upstream.leave(own, this.app.authorize(own, this.app.request())),
				somebody());
		return () -> own.open(answer);
	}

	private Page leave() {
		return this.upstream.leave(this.browser, this.app.authorize(this.browser, this.app.request()));
	}

}
