package dev.signet.web;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class SameOriginFormsTests {

	private static final String OWN = "https://id.example:8443";

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "same-origin, https://id.example:8443", "same-origin, null",
			"none, https://id.example:8443", "same-origin, -", "-, https://id.example:8443", "-, null", "-, -" })
	void postWhenFromOwnPageThenPasses(@Nullable String site, @Nullable String origin) throws Exception {
		assertThat(status("POST", OWN, site, origin)).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "cross-site, https://evil.example", "cross-site, -", "cross-site, null",
					"cross-site, https://id.example:8443", "same-site, https://app.id.example", "same-site, -",
					"made-up, -", "-, https://evil.example", "-, https://id.example", "-, http://id.example:8443",
					"-, https://id.example:8443.evil.example", "same-origin, https://evil.example", "-, ''" })
	void postWhenFromOtherSiteThen403(@Nullable String site, @Nullable String origin) throws Exception {
		assertThat(status("POST", OWN, site, origin)).isEqualTo(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT", "PATCH", "DELETE" })
	void otherWriteWhenFromOtherSiteThen403(String method) throws Exception {
		assertThat(status(method, OWN, "cross-site", "https://evil.example")).isEqualTo(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD", "OPTIONS" })
	void readWhenFromOtherSiteThenPasses(String method) throws Exception {
		assertThat(status(method, OWN, "cross-site", "https://evil.example")).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "https://ID.Example:443, https://id.example", "http://localhost:80, http://localhost",
			"http://localhost:9000, http://localhost:9000" })
	void postWhenAddressWrittenOtherwiseThenSameOrigin(String issuer, String origin) throws Exception {
		assertThat(status("POST", issuer, "same-origin", origin)).isEqualTo(200);
	}

	private static int status(String method, String issuer, @Nullable String site, @Nullable String origin)
			throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest(method, "/signin");
		if (site != null) {
			request.addHeader("Sec-Fetch-Site", site);
		}
		if (origin != null) {
			request.addHeader("Origin", origin);
		}
		MockHttpServletResponse response = new MockHttpServletResponse();
		new SameOriginForms(new PublicAddress(URI.create(issuer))).doFilter(request, response, new MockFilterChain());
		return response.getStatus();
	}

}
