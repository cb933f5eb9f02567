package dev.signet.web;

import java.net.URI;

import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class PageHeadersTests {

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@Test
	void writeWhenPageThenAllHeaders() {
		write("https://id.example");
		assertThat(this.response.getHeader("Content-Security-Policy")).isEqualTo(
				"default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
						+ "form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
		assertThat(this.response.getHeader("Referrer-Policy")).isEqualTo("no-referrer");
		assertThat(this.response.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(this.response.getHeader("X-Frame-Options")).isEqualTo("DENY");
		assertThat(this.response.getHeader("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
		assertThat(this.response.getHeader("Permissions-Policy")).contains("camera=()");
		assertThat(this.response.getHeader("Cache-Control")).isEqualTo("no-store");
		assertThat(this.response.getHeader("Strict-Transport-Security")).isEqualTo("max-age=31536000");
	}

	@Test
	void writeWhenPlainHttpThenNoStrictTransport() {
		write("http://localhost:9000");
		assertThat(this.response.getHeader("Strict-Transport-Security")).isNull();
	}

	@Test
	void writeWhenAnswerMayBeKeptThenLeavesIt() {
		this.response.setHeader("Cache-Control", "max-age=31536000, public");
		write("https://id.example");
		assertThat(this.response.getHeaders("Cache-Control")).containsExactly("max-age=31536000, public");
	}

	@Test
	void writeWhenWrittenTwiceThenOnce() {
		write("https://id.example");
		write("https://id.example");
		assertThat(this.response.getHeaderNames())
			.allSatisfy((name) -> assertThat(this.response.getHeaders(name)).hasSize(1));
	}

	private void write(String issuer) {
		new PageHeaders(new PublicAddress(URI.create(issuer))).writeHeaders(new MockHttpServletRequest(),
				this.response);
	}

}
