package dev.signet.web;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;

import org.apache.tomcat.util.net.SSLHostConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The container with the settings that {@code docs/operations.md} names for TLS without a
 * proxy.
 */
class TlsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@TempDir
	private static Path directory;

	private static Path certificateFile;

	private static Path keyFile;

	private static TestCertificate certificate;

	private static AnnotationConfigServletWebServerApplicationContext server;

	@BeforeAll
	static void start() throws Exception {
		certificateFile = directory.resolve("fullchain.pem");
		keyFile = directory.resolve("privkey.pem");
		certificate = TestCertificate.make(directory, "first");
		certificate.write(certificateFile, keyFile);
		server = prepare("https://localhost:9000");
		server.refresh();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@ParameterizedTest
	@CsvSource({ "TLSv1.3, TLS_AES_256_GCM_SHA384", "TLSv1.3, TLS_AES_128_GCM_SHA256",
			"TLSv1.2, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "TLSv1.2, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256" })
	void connectWhenSuiteIsRecommendedThenAnswersWithDate(String version, String suite) throws Exception {
		// Clients of FAPI 2.0 compare clocks by the date
		assertThat(ask(certificate, version, suite)).startsWith("HTTP/1.1 404").contains("\r\nDate: ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
			"TLS_DHE_RSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256" })
	void connectWhenSuiteIsNotRecommendedThenRefused(String suite) {
		assertRefused(certificate, suite);
	}

	@Test
	void connectWhenCertificateRenewedThenNewOneAndSameRules() throws Exception {
		TestCertificate renewed = TestCertificate.make(directory, "renewed");
		renewed.write(certificateFile, keyFile);
		try {
			awaitAnswer(renewed);
			assertRefused(renewed, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256");
		}
		finally {
			certificate.write(certificateFile, keyFile);
			awaitAnswer(certificate);
		}
	}

	@Test
	void startWhenIssuerIsPlainThenRefused() {
		AnnotationConfigServletWebServerApplicationContext plain = prepare("http://localhost:9000");
		assertThatException().isThrownBy(plain::refresh)
			.havingRootCause()
			.isInstanceOf(IssuerRefused.class)
			.withMessageContaining("server.ssl");
	}

	@Test
	void applyWhenOperatorAllowsLessThenLessStays() {
		SSLHostConfig tls = new SSLHostConfig();
		tls.setProtocols("TLSv1.1,TLSv1.3");
		TlsRules.apply(tls);
		assertThat(tls.getProtocols()).containsExactly("TLSv1.3");
	}

	@Test
	void applyWhenOperatorAllowsOnlyOldVersionsThenRefused() {
		SSLHostConfig tls = new SSLHostConfig();
		tls.setProtocols("TLSv1,TLSv1.1");
		assertThatIllegalArgumentException().isThrownBy(() -> TlsRules.apply(tls)).withMessageContaining("TLSv1.1");
	}

	private static AnnotationConfigServletWebServerApplicationContext prepare(String issuer) {
		AnnotationConfigServletWebServerApplicationContext context = new AnnotationConfigServletWebServerApplicationContext();
		context.register(SslAutoConfiguration.class, TomcatServletWebServerAutoConfiguration.class);
		context.registerBean(TomcatLimits.class, () -> new TomcatLimits(new PublicAddress(URI.create(issuer)),
				TestMessages.all(), TestMessages.browserLanguage(issuer)));
		TestPropertyValues.of("server.port=0", "server.ssl.bundle=signet",
				"spring.ssl.bundle.pem.signet.keystore.certificate=" + certificateFile,
				"spring.ssl.bundle.pem.signet.keystore.private-key=" + keyFile,
				"spring.ssl.bundle.pem.signet.reload-on-update=true", "spring.ssl.bundle.watch.file.quiet-period=100ms")
			.applyTo(context);
		return context;
	}

	private static void assertRefused(TestCertificate trusted, String suite) {
		assertThatExceptionOfType(SSLHandshakeException.class).isThrownBy(() -> ask(trusted, "TLSv1.2", suite));
	}

	private static void awaitAnswer(TestCertificate expected) throws Exception {
		Instant end = Instant.now().plus(PATIENCE);
		while (true) {
			try {
				ask(expected, "TLSv1.3", "TLS_AES_128_GCM_SHA256");
				return;
			}
			catch (SSLException ex) {
				if (Instant.now().isAfter(end)) {
					throw ex;
				}
				Thread.sleep(100);
			}
		}
	}

	private static String ask(TestCertificate trusted, String version, String suite)
			throws IOException, GeneralSecurityException {
		int port = server.getWebServer().getPort();
		try (SSLSocket socket = (SSLSocket) trusted.trusting().getSocketFactory().createSocket("127.0.0.1", port)) {
			socket.setSoTimeout((int) PATIENCE.toMillis());
			socket.setEnabledProtocols(new String[] { version });
			socket.setEnabledCipherSuites(new String[] { suite });
			socket.getOutputStream()
				.write("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
					.getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
