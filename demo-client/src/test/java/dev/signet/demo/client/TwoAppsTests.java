package dev.signet.demo.client;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One jar, two apps: what differs comes from the profile and the ports.
 */
class TwoAppsTests {

	@ParameterizedTest
	@CsvSource({ "notes, demo-notes, NOTES_SESSION, 7001", "travel, demo-travel, TRAVEL_SESSION, 7002" })
	void startWhenPortsAreMovedThenAddressesFollow(String profile, String clientId, String cookie, int port) {
		try (ConfigurableApplicationContext app = start(profile)) {
			ClientRegistration registration = app.getBean(ClientRegistrationRepository.class)
				.findByRegistrationId(ClientSecurity.SIGNET);
			assertThat(registration.getClientId()).isEqualTo(clientId);
			assertThat(registration.getRedirectUri())
				.isEqualTo("http://127.0.0.1:" + port + "/login/oauth2/code/signet");
			assertThat(registration.getProviderDetails().getIssuerUri()).isEqualTo("http://localhost:7000");
			assertThat(registration.getProviderDetails().getTokenUri()).isEqualTo("http://auth:9000/oauth2/token");
			assertThat(app.getEnvironment().getProperty("server.servlet.session.cookie.name")).isEqualTo(cookie);
			assertThat(app.getBean(DemoProperties.class).other().address()).hasPort(7003 - (port - 7000));
		}
	}

	@Test
	void startWhenNoAppIsChosenThenNotes() {
		try (ConfigurableApplicationContext app = start()) {
			assertThat(app.getBean(DemoProperties.class).app().name()).isEqualTo("Northwind Notes");
		}
	}

	private static ConfigurableApplicationContext start(String... profile) {
		return new SpringApplicationBuilder(DemoClientApplication.class).profiles(profile)
			.properties("SIGNET_PORT=7000", "NOTES_PORT=7001", "TRAVEL_PORT=7002", "API_PORT=7003")
			.run("--server.port=0", "--demo.server=http://auth:9000", "--logging.level.root=off");
	}

}
