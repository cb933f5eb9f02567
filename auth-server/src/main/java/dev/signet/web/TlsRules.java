package dev.signet.web;

import java.util.List;

import org.apache.tomcat.util.net.SSLHostConfig;

/**
 * What TLS must be where it ends in this server: version 1.3, or version 1.2 with one of
 * the four suites that have both forward secrecy and authenticated encryption (BCP 195,
 * which is RFC 9325 §3.1.1 and §4.2). The operator may leave a version out, but not bring
 * an older one in, and the suites are no setting.
 */
final class TlsRules {

	private static final List<String> VERSIONS = List.of("TLSv1.2", "TLSv1.3");

	private static final String SUITES_OF_VERSION_2 = String.join(":", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
			"TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
			"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");

	private TlsRules() {
	}

	/**
	 * Narrows what the container would offer.
	 * @throws IllegalArgumentException when nothing is left of the versions
	 */
	static void apply(SSLHostConfig tls) {
		List<String> versions = VERSIONS.stream().filter(tls.getProtocols()::contains).toList();
		if (versions.isEmpty()) {
			throw new IllegalArgumentException("Of the TLS versions " + tls.getProtocols()
					+ " none is safe enough; allow TLSv1.3, TLSv1.2 or both");
		}
		tls.setProtocols(String.join(",", versions));
		tls.setCiphers(SUITES_OF_VERSION_2);
		tls.setCipherSuites(SSLHostConfig.DEFAULT_TLS_CIPHERS_13);
		tls.setHonorCipherOrder(true);
	}

}
