package dev.signet.client;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** OpenID Connect Core 1.0 §8.1. */
class ClientSectorTests {

	private static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";

	@Test
	void sectorWhenAllAnswersGoToOneHostThenThatHost() {
		assertThat(sector(web().redirectUri("https://app.test/cb", "https://app.test:8443/other")))
			.isEqualTo("app.test");
	}

	@Test
	void sectorWhenNamedThenItsHost() {
		URI named = URI.create("https://sector.test/list.json");
		assertThat(sector(web().pairwise(named))).isEqualTo("sector.test");
		assertThat(sector(web().grantTypes("authorization_code", DEVICE).pairwise(named))).isEqualTo("sector.test");
	}

	@ParameterizedTest
	@ValueSource(strings = { "com.evil.app:/cb", "com.evil.app://victim.test/cb", "http://127.0.0.1/cb",
			"http://[::1]/cb", "http://localhost/cb", "https://localhost/cb", "https://127.0.0.1/cb",
			"https://[::ffff:127.0.0.1]/cb" })
	void sectorWhenAnswersComeToTheDeviceThenTheClientAlone(String redirectUri) {
		assertThat(sector(web().clientId("c-AbC_1").redirectUri(redirectUri))).isEqualTo("c-AbC_1");
		assertThat(sector(web().clientId("c-AbC_1").redirectUri(redirectUri, "https://victim.test/cb")))
			.isEqualTo("c-AbC_1");
	}

	@Test
	void sectorWhenSomeAnswersNeedNoRedirectThenTheClientAlone() {
		assertThat(sector(web().clientId("c-AbC_1").grantTypes("authorization_code", DEVICE))).isEqualTo("c-AbC_1");
		assertThat(sector(web().clientId("c-AbC_1").redirectUri("https://a.test/cb", "https://b.test/cb")))
			.isEqualTo("c-AbC_1");
	}

	@Test
	void sectorWhenTheClientIsCalledLikeAHostThenThatHostIsAnotherSector() {
		TestClients app = web().clientId("com.app.test").redirectUri("com.app.test:/cb");
		assertThat(sector(app)).isNotEqualTo(sector(web().redirectUri("https://com.app.test/cb")));
	}

	private static TestClients web() {
		return TestClients.confidential().pairwise();
	}

	private static String sector(TestClients client) {
		return client.build().sector();
	}

}
