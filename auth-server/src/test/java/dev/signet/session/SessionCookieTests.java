package dev.signet.session;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;

import dev.signet.web.PublicAddress;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class SessionCookieTests {

	private static final String VALUE = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNO-_";

	private final SessionCookie cookie = new SessionCookie(new PublicAddress(URI.create("https://id.example")));

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@Test
	void writeWhenNotRememberedThenGoneWithTheBrowser() {
		this.cookie.write(this.response, new NewSession(UUID.randomUUID(), VALUE, null));
		assertThat(this.response.getHeader("Set-Cookie"))
			.isEqualTo("__Host-signet-session=" + VALUE + "; Path=/; Secure; HttpOnly; SameSite=Lax");
	}

	@Test
	void writeWhenRememberedThenPersistent() {
		this.cookie.write(this.response, new NewSession(UUID.randomUUID(), VALUE, Duration.ofDays(7)));
		assertThat(this.response.getHeader("Set-Cookie")).contains("Max-Age=604800");
	}

	@Test
	void readWhenWrittenThenTheSame() {
		this.request.setCookies(new Cookie("__Host-signet-session", VALUE));
		assertThat(this.cookie.read(this.request)).contains(VALUE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "short", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNO-_A", "' OR 1=1 --" })
	void readWhenMalformedThenNone(String value) {
		this.request.setCookies(new Cookie("__Host-signet-session", value));
		assertThat(this.cookie.read(this.request)).isEmpty();
	}

	@Test
	void readWhenHugeThenNone() {
		this.request.setCookies(new Cookie("__Host-signet-session", "A".repeat(10_000)));
		assertThat(this.cookie.read(this.request)).isEmpty();
	}

	@Test
	void clearWhenCalledThenForgotten() {
		this.cookie.clear(this.response);
		assertThat(this.response.getHeader("Set-Cookie")).startsWith("__Host-signet-session=;").contains("Max-Age=0");
	}

	@Test
	void newSessionWhenPrintedThenHidesCookieValue() {
		assertThat(new NewSession(UUID.randomUUID(), VALUE, null)).asString().doesNotContain(VALUE);
	}

}
