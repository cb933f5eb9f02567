package dev.signet.demo.upstream;

import java.util.Map;
import java.util.UUID;

import dev.signet.SignetTest;
import dev.signet.flow.Actors;
import dev.signet.flow.Browser;
import dev.signet.flow.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** The page on which stand-ins are told to fail. */
@SignetTest
class UpstreamControllerTests {

	private static final String PAGE = "/demo/upstream";

	@Autowired
	private Actors actors;

	@Autowired
	private Faults faults;

	private Browser browser;

	@BeforeEach
	void setUp() {
		this.browser = this.actors.browser();
	}

	@Test
	void switchOnThenIsShownAndOneButtonSwitchesAllOff() {
		Page page = this.browser.open(PAGE);
		assertThat(page.document().select("section form button.switch[aria-pressed=true]")).isEmpty();
		Page on = press(page, StandIn.MICROSOFT, "on", Fault.WRONG_NONCE);
		assertThat(on.address().getPath()).isEqualTo(PAGE);
		assertThat(on.document().select("button.switch[aria-pressed=true]"))
			.extracting((button) -> button.attr("value"))
			.containsExactly("WRONG_NONCE");
		assertThat(this.faults.on(StandIn.MICROSOFT, Fault.WRONG_NONCE)).isTrue();
		assertThat(this.faults.on(StandIn.GOOGLE, Fault.WRONG_NONCE)).isFalse();
		press(on, StandIn.MICROSOFT, "off", Fault.WRONG_NONCE);
		assertThat(this.faults.any()).isFalse();
		Page again = press(on, StandIn.APPLE, "on", Fault.SLOW);
		Page off = this.browser.post(PAGE + "/faults/none", Map.of("_csrf", again.csrf()));
		assertThat(this.faults.any()).isFalse();
		assertThat(off.document().select("[role=status]").text()).isNotEmpty();
		assertThat(off.document().select("form[action$=none]")).isEmpty();
	}

	@Test
	void pageThenOffersOnlyWhatAStandInCanDo() {
		Page page = this.browser.open(PAGE);
		assertThat(switches(page, StandIn.GOOGLE)).isEqualTo(12);
		assertThat(switches(page, StandIn.GITHUB)).isEqualTo(8);
		assertThat(switches(page, StandIn.FACEBOOK)).isEqualTo(7);
		assertThat(page.document().text()).contains(StandIn.GOOGLE.clientId(), StandIn.GOOGLE.secret());
	}

	@Test
	void switchOnWhenSentFromElsewhereOrWithoutTokenOrOfNothingThenRefused() {
		Map<String, String> fields = Map.of("standIn", "GOOGLE", "on", "SLOW");
		assertThat(this.browser.postOnly(PAGE + "/faults", fields, Map.of()).status()).isEqualTo(403);
		assertThat(this.browser.postOnly(PAGE + "/faults", fields, Map.of("Sec-Fetch-Site", "cross-site")).status())
			.isEqualTo(403);
		Page page = this.browser.open(PAGE);
		String token = page.csrf();
		assertThat(this.browser
			.postOnly(PAGE + "/faults", Map.of("_csrf", token, "standIn", "NOBODY", "on", "SLOW"), Map.of())
			.status()).isEqualTo(400);
		assertThat(this.browser
			.postOnly(PAGE + "/faults", Map.of("_csrf", token, "standIn", "GOOGLE", "on", "NOTHING"), Map.of())
			.status()).isEqualTo(400);
		assertThat(this.faults.any()).isFalse();
	}

	@Test
	void signOutWhenThereIsNoSuchSignInThenSaysThatNobodyWasTold() {
		String token = this.browser.open(PAGE).csrf();
		Page page = this.browser.post(PAGE + "/sign-out", Map.of("_csrf", token, "id", UUID.randomUUID().toString()));
		assertThat(page.document().select("[role=status]").text()).isEqualTo("Signet did not take it.");
	}

	private Page press(Page page, StandIn standIn, String how, Fault fault) {
		return this.browser.post(PAGE + "/faults",
				Map.of("_csrf", page.csrf(), "standIn", standIn.name(), how, fault.name()));
	}

	private static int switches(Page page, StandIn standIn) {
		return page.document().select("section[aria-labelledby=" + standIn.path() + "] button.switch").size();
	}

}
