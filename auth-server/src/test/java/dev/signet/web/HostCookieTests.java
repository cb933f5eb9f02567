package dev.signet.web;

import java.net.URI;
import java.time.Duration;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class HostCookieTests {

	private final HostCookie overTls = new HostCookie("signet-x", new PublicAddress(URI.create("https://id.example")));

	private final HostCookie overHttp = new HostCookie("signet-x",
			new PublicAddress(URI.create("http://localhost:9000")));

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@Test
	void writeWhenOverTlsThenBoundToHostAndSecure() {
		this.overTls.write(this.response, "value", null);
		assertThat(this.response.getHeader("Set-Cookie"))
			.isEqualTo("__Host-signet-x=value; Path=/; Secure; HttpOnly; SameSite=Lax");
	}

	@Test
	void writeWhenOverHttpThenWithoutPrefix() {
		this.overHttp.write(this.response, "value", null);
		assertThat(this.response.getHeader("Set-Cookie")).isEqualTo("signet-x=value; Path=/; HttpOnly; SameSite=Lax");
	}

	@Test
	void writeWhenMaxAgeThenPersistent() {
		this.overTls.write(this.response, "value", Duration.ofDays(7));
		assertThat(this.response.getHeader("Set-Cookie")).contains("Max-Age=604800");
	}

	@Test
	void clearWhenCalledThenExpiresAtOnce() {
		this.overTls.clear(this.response);
		assertThat(this.response.getHeader("Set-Cookie")).startsWith("__Host-signet-x=;")
			.contains("Max-Age=0")
			.contains("Secure");
	}

	@Test
	void readWhenNoCookiesThenEmpty() {
		assertThat(this.overTls.read(this.request, (value) -> true)).isEmpty();
	}

	@Test
	void readWhenOverTlsThenIgnoresNameWithoutPrefix() {
		this.request.setCookies(new Cookie("signet-x", "planted"));
		assertThat(this.overTls.read(this.request, (value) -> true)).isEmpty();
	}

	@Test
	void readWhenSeveralThenFirstThatPasses() {
		this.request.setCookies(new Cookie("signet-x", "bad"), new Cookie("other", "good-other"),
				new Cookie("signet-x", "good-one"), new Cookie("signet-x", "good-two"));
		assertThat(this.overHttp.read(this.request, (value) -> value.startsWith("good"))).contains("good-one");
	}

}
