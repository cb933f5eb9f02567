package dev.signet.session;

import java.net.URI;
import java.util.HexFormat;

import dev.signet.web.PublicAddress;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class BrowserKeyTests {

	private final BrowserKey browserKey = new BrowserKey(new PublicAddress(URI.create("http://localhost:9000")));

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@Test
	void digestWhenNoCookieThenEmptyAndNothingIsSent() {
		assertThat(this.browserKey.digest(this.request)).isEmpty();
		assertThat(this.response.getHeaders("Set-Cookie")).isEmpty();
	}

	@Test
	void digestWhenMalformedCookieThenEmpty() {
		this.request.setCookies(new Cookie("signet-browser", "A".repeat(10_000)));
		assertThat(this.browserKey.digest(this.request)).isEmpty();
	}

	@Test
	void digestOrCreateWhenNoCookieThenSendsOneFor400Days() {
		byte[] digest = this.browserKey.digestOrCreate(this.request, this.response);
		String cookie = this.response.getHeader("Set-Cookie");
		assertThat(cookie).startsWith("signet-browser=").contains("Max-Age=34560000").contains("HttpOnly");
		String value = cookie.substring("signet-browser=".length(), cookie.indexOf(';'));
		assertThat(CookieValue.digest(value)).isEqualTo(digest);
	}

	@Test
	void digestOrCreateWhenCalledTwiceThenOneKey() {
		byte[] first = this.browserKey.digestOrCreate(this.request, this.response);
		byte[] second = this.browserKey.digestOrCreate(this.request, this.response);
		assertThat(second).isEqualTo(first);
		assertThat(this.browserKey.digest(this.request)).hasValue(first);
		assertThat(this.response.getHeaders("Set-Cookie")).hasSize(1);
	}

	@Test
	void digestOrCreateWhenCookieThenKept() {
		this.request.setCookies(new Cookie("signet-browser", "B".repeat(43)));
		assertThat(this.browserKey.digestOrCreate(this.request, this.response))
			.isEqualTo(CookieValue.digest("B".repeat(43)));
		assertThat(this.response.getHeaders("Set-Cookie")).isEmpty();
	}

	@Test
	void digestOrCreateWhenResponseIsSentThenRefuses() {
		this.response.setCommitted(true);
		assertThatIllegalStateException().isThrownBy(() -> this.browserKey.digestOrCreate(this.request, this.response));
	}

	@Test
	void deviceWhenAskedThenTellsAgentAddressAndBrowser() {
		this.request.addHeader("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
		this.request.setRemoteAddr("192.0.2.7");
		this.request.setCookies(new Cookie("signet-browser", "B".repeat(43)));
		Device device = this.browserKey.device(this.request);
		assertThat(device.browser()).isEqualTo("Firefox");
		assertThat(device.system()).isEqualTo("Linux");
		assertThat(device.ip()).isEqualTo("192.0.2.7");
		assertThat(device.browserDigest()).isEqualTo(HexFormat.of().formatHex(CookieValue.digest("B".repeat(43))));
	}

}
