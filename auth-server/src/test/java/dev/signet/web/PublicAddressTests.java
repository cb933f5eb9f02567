package dev.signet.web;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class PublicAddressTests {

	@ParameterizedTest
	@ValueSource(strings = { "https://id.example.com", "https://id.example.com:8443", "http://localhost:9000",
			"http://127.0.0.1:9000", "http://127.1.2.3", "http://[::1]:9000" })
	void createWhenIssuerIsSafeThenAccepts(String issuer) {
		assertThat(new PublicAddress(URI.create(issuer)).issuer()).hasToString(issuer);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://id.example.com", "http://192.168.1.5:9000", "http://127.example.com",
			"http://127.0.0.1.example.com", "http://localhost.example.com", "http://0.0.0.0:9000", "http://[::2]" })
	void createWhenPlainHttpOverTheNetworkThenRefusesWithTheFix(String issuer) {
		assertThatExceptionOfType(IssuerRefused.class).isThrownBy(() -> new PublicAddress(URI.create(issuer)))
			.withMessageContaining(issuer)
			.withMessageContaining("plain http")
			.satisfies((ex) -> assertThat(ex.action()).contains("https"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/relative", "id.example.com", "//id.example.com", "ftp://id.example.com",
			"javascript:alert(1)", "https:///nohost", "https://id.example.com?a=b", "https://id.example.com#a",
			"https://user@id.example.com", "https://id.example.com?" })
	void createWhenNotAnIssuerThenRefusesWithTheFix(String issuer) {
		assertThatExceptionOfType(IssuerRefused.class).isThrownBy(() -> new PublicAddress(URI.create(issuer)))
			.satisfies((ex) -> assertThat(ex.action()).contains("signet.issuer"));
	}

	@Test
	void startWhenIssuerIsRefusedThenStopsAndPrintsTheFix(CapturedOutput output) {
		SpringApplication application = new SpringApplication(Settings.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		assertThatException().isThrownBy(() -> application.run("--signet.issuer=http://id.example.com"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("plain http is refused")
			.contains("Put the server behind TLS");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(PublicAddress.class)
	static class Settings {

	}

}
