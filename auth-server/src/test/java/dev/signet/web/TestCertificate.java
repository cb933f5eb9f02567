package dev.signet.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A fresh certificate for this machine, with its key.
 */
public final class TestCertificate {

	private static final char[] PASSWORD = "changeit".toCharArray();

	private final Certificate certificate;

	private final Key key;

	private TestCertificate(Certificate certificate, Key key) {
		this.certificate = certificate;
		this.key = key;
	}

	/** Made by the JDK's own tool: there is no public API for it. */
	public static TestCertificate make(Path directory, String name)
			throws IOException, InterruptedException, GeneralSecurityException {
		Path store = directory.resolve(name + ".p12");
		String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
		Process process = new ProcessBuilder(keytool, "-genkeypair", "-alias", "test", "-keyalg", "RSA", "-keysize",
				"2048", "-dname", "CN=" + name, "-ext", "SAN=ip:127.0.0.1", "-storetype", "PKCS12", "-keystore",
				store.toString(), "-storepass", new String(PASSWORD))
			.redirectErrorStream(true)
			.start();
		String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (process.waitFor() != 0) {
			throw new IOException(words);
		}
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream content = Files.newInputStream(store)) {
			keys.load(content, PASSWORD);
		}
		return new TestCertificate(keys.getCertificate("test"), keys.getKey("test", PASSWORD));
	}

	/** Writes both files, as a tool that renews certificates does. */
	public void write(Path certificateFile, Path keyFile) throws IOException, GeneralSecurityException {
		Files.writeString(keyFile, pem("PRIVATE KEY", this.key.getEncoded()));
		Files.writeString(certificateFile, pem("CERTIFICATE", this.certificate.getEncoded()));
	}

	/** What a client has that trusts this certificate and no other. */
	public SSLContext trusting() throws GeneralSecurityException, IOException {
		KeyStore trusted = KeyStore.getInstance("PKCS12");
		trusted.load(null, null);
		trusted.setCertificateEntry("test", this.certificate);
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(trusted);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, trust.getTrustManagers(), null);
		return context;
	}

	/** What a server has that shows this certificate. */
	public SSLContext serving() throws GeneralSecurityException, IOException {
		KeyStore own = KeyStore.getInstance("PKCS12");
		own.load(null, null);
		own.setKeyEntry("test", this.key, PASSWORD, new Certificate[] { this.certificate });
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(own, PASSWORD);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keys.getKeyManagers(), null, null);
		return context;
	}

	private static String pem(String type, byte[] content) {
		String lines = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(content);
		return "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n";
	}

}
