package dev.signet.client;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WebOriginTests {

	@ParameterizedTest
	@CsvSource({ "https://app.test/cb, https, app.test, 443", "https://app.test:443, https, app.test, 443",
			"HTTPS://App.Test?a=b, https, app.test, 443", "http://127.0.0.1:443/, http, 127.0.0.1, 443",
			"http://[::1]/cb, http, [::1], 80", "https://app.test:80, https, app.test, 80",
			"https://app.test@evil.test/, https, evil.test, 443" })
	void ofWhenWebAddressThenSchemeHostAndPort(String address, String scheme, String host, int port) {
		assertThat(WebOrigin.of(address)).hasValue(new WebOrigin(scheme, host, port));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "*", "null", "/cb", "test.app:/cb", "test.app://app.test/cb", "https:///cb",
			"https://a b/", "https://app.test:8443.evil.test" })
	void ofWhenNoWebAddressThenNone(String address) {
		assertThat(WebOrigin.of(address)).isEmpty();
	}

	@Test
	void spellingsWhenUsualPortThenWithAndWithoutIt() {
		assertThat(new WebOrigin("https", "app.test", 443).spellings()).containsExactly("https://app.test",
				"https://app.test:443");
		assertThat(new WebOrigin("http", "[::1]", 80).spellings()).containsExactly("http://[::1]", "http://[::1]:80");
		assertThat(new WebOrigin("http", "[::1]", 443).spellings()).containsExactly("http://[::1]:443");
	}

}
