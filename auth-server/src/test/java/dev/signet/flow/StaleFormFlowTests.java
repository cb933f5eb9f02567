package dev.signet.flow;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.credential.TestAuthenticator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Forms that were open while their browser signed in or out elsewhere: they lead back
 * into the flow, with what it was for.
 */
@SignetTest
class StaleFormFlowTests {

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	private Account person;

	private Browser browser;

	@BeforeEach
	void setUp() {
		this.person = this.actors.person("USER");
		this.browser = this.actors.browser();
		this.browser.open("/signin");
	}

	@ParameterizedTest
	@CsvSource({ "/signin, /signin", "/signin/second, /signin/second", "/signin/second/mail, /signin/second",
			"/signin/set-up, /signin/set-up", "/signin/mail, /signin/mail" })
	void postWhenStaleThenThePageAgainWithWhatItIsFor(String form, String page) {
		assertThat(stale(form, Map.of("next", "/account/apps"))).endsWith(page + "?next=%2Faccount%2Fapps");
		assertThat(stale(form, Map.of())).endsWith(page);
	}

	@Test
	void postWhenStaleAndAnAppWaitsThenOnInItsFlow() {
		RelyingParty app = this.actors.app();
		Page signIn = app.authorize(this.browser, app.request());
		String request = signIn.document().selectFirst("input[name=request]").attr("value");
		for (String form : new String[] { "/signin/second/mail", "/signin/set-up", "/signin/mail" }) {
			assertThat(stale(form, Map.of("request", request))).as(form)
				.endsWith("/signin/continue?request=" + request);
		}
		assertThat(stale("/signin/mail/link", Map.of("token", "sgn_ml_x", "request", request)))
			.endsWith("/signin/mail/link?token=sgn_ml_x&request=" + request);
	}

	@Test
	void mailLinkWhenStaleThenItsPageAgain() {
		assertThat(stale("/signin/mail/link", Map.of("token", "sgn_ml_&=", "next", "/account/apps")))
			.endsWith("/signin/mail/link?token=sgn_ml_%26%3D&next=%2Faccount%2Fapps");
		assertThat(stale("/signin/mail/link", Map.of())).endsWith("/signin/mail/link?token=");
	}

	@Test
	void stepUpWhenTheSessionHasEndedThenItsPageIsNotForgotten() {
		TestAuthenticator phone = TestAuthenticator.of(this.person.id(), this.beans);
		Page signIn = this.browser.open("/signin/step-up?next=%2Faccount%2Fpassword");
		assertThat(signIn.address().getPath()).isEqualTo("/signin");
		Page second = this.actors.signIn(this.browser, signIn, this.person);
		assertThat(this.browser.submit(second, phone.form()).address().getPath()).isEqualTo("/account/password");
		assertThat(this.actors.browser().open("/signin/step-up?next=%2F%2Fevil.test").address().getRawQuery()).isNull();
	}

	private String stale(String form, Map<String, String> fields) {
		Map<String, String> all = new LinkedHashMap<>(fields);
		all.put("_csrf", "of-another-session");
		Page answer = this.browser.postOnly(form, all, Map.of());
		assertThat(answer.status()).isEqualTo(303);
		return answer.header("Location").orElseThrow();
	}

}
