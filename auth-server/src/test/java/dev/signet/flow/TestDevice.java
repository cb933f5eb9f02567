package dev.signet.flow;

import java.util.Map;

import org.jsoup.nodes.Element;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A device without a keyboard (RFC 8628): shows a code, and polls until a person has
 * decided in a browser.
 */
final class TestDevice {

	static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code";

	static final String ENDPOINT = "/oauth2/device_authorization";

	private final RelyingParty app;

	private RelyingParty.Answer codes;

	TestDevice(RelyingParty app) {
		this.app = app;
	}

	/** Begins with what apps made by {@link Actors} ask for. */
	TestDevice begin() {
		return begin(Actors.SCOPE);
	}

	TestDevice begin(String scope) {
		this.codes = this.app.call(ENDPOINT, Map.of("scope", scope));
		assertThat(this.codes.status()).as(this.codes.response().body()).isEqualTo(200);
		return this;
	}

	RelyingParty.Answer codes() {
		return this.codes;
	}

	String userCode() {
		return this.codes.text("user_code");
	}

	String deviceCode() {
		return this.codes.text("device_code");
	}

	RelyingParty.Answer poll() {
		return poll(this.app);
	}

	/** Polls as another app. */
	RelyingParty.Answer poll(RelyingParty app) {
		return app.token(Map.of("grant_type", GRANT_TYPE, "device_code", deviceCode()));
	}

	/** Types the code into a browser in which somebody is signed in. */
	Page show(Browser browser) {
		return type(browser, userCode());
	}

	static Page type(Browser browser, String code) {
		return browser.submit(browser.open("/device"), Map.of("user_code", code));
	}

	/** Types the code and allows all that is asked. */
	Page allow(Browser browser) {
		Page page = show(browser);
		return decide(browser, page, "allow",
				page.document()
					.select("input[name=scope]")
					.stream()
					.map((box) -> box.attr("value"))
					.toArray(String[]::new));
	}

	/** Types the code and refuses. */
	Page deny(Browser browser) {
		return decide(browser, show(browser), "deny");
	}

	/** Decides on the page that shows who asks. */
	static Page decide(Browser browser, Page page, String decision, String... ticked) {
		StringBuilder body = new StringBuilder();
		for (Element field : page.form(Map.of("decision", "")).select("input[type=hidden]")) {
			body.append(Browser.encode(Map.of(field.attr("name"), field.attr("value")))).append('&');
		}
		body.append("decision=").append(decision);
		for (String scope : ticked) {
			body.append('&').append(Browser.encode(Map.of("scope", scope)));
		}
		return browser.follow(browser.postRaw("/device/decision", body.toString()));
	}

}
