package dev.signet.directory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Whose certificates directories may show. */
@Component
class DirectoryTls {

	private final @Nullable SSLSocketFactory own;

	DirectoryTls(DirectoryProperties settings) {
		this.own = (settings.trustedCertificates() != null) ? read(settings.trustedCertificates()) : null;
	}

	/** What encrypts connections to directories. */
	SSLSocketFactory sockets() {
		return (this.own != null) ? this.own : (SSLSocketFactory) SSLSocketFactory.getDefault();
	}

	/**
	 * A file that cannot be read stops the start: silently trusting others would not do.
	 */
	private static SSLSocketFactory read(Path file) {
		try (InputStream pem = Files.newInputStream(file)) {
			Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509")
				.generateCertificates(pem);
			if (certificates.isEmpty()) {
				throw new IllegalArgumentException(
						"signet.directory.trusted-certificates: there is no certificate in " + file);
			}
			KeyStore trusted = KeyStore.getInstance("PKCS12");
			trusted.load(null, null);
			int number = 0;
			for (Certificate certificate : certificates) {
				trusted.setCertificateEntry("directory-" + number++, certificate);
			}
			TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trust.init(trusted);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, trust.getTrustManagers(), null);
			return context.getSocketFactory();
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalArgumentException("signet.directory.trusted-certificates: " + file + " cannot be read",
					ex);
		}
	}

}
