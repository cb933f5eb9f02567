package dev.signet.key;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Signature;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the Amazon Corretto Crypto Provider, which signs several times faster than the
 * JDK. It is handed to those who sign and never installed: TLS, digests and random
 * numbers stay with the JDK.
 */
final class NativeCryptography {

	private static final Logger logger = LoggerFactory.getLogger(NativeCryptography.class);

	private static final String PROVIDER = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

	private NativeCryptography() {
	}

	/**
	 * The provider, if it is wanted, in the class path, and its library runs here.
	 * Otherwise the JDK signs.
	 */
	static Optional<Provider> find(boolean wanted) {
		Optional<Provider> provider = wanted ? load() : Optional.empty();
		provider.ifPresentOrElse((found) -> logger.info("{} signs", found.getInfo()),
				() -> logger.info("The JDK signs{}",
						wanted ? ", because the faster Amazon Corretto Crypto Provider does not run here" : ""));
		return provider;
	}

	private static Optional<Provider> load() {
		try {
			return ServiceLoader.load(Provider.class)
				.stream()
				.filter((found) -> found.type().getName().equals(PROVIDER))
				.map(ServiceLoader.Provider::get)
				.filter(NativeCryptography::runs)
				.findFirst();
		}
		catch (ServiceConfigurationError | LinkageError ex) {
			logger.debug("The provider cannot be loaded", ex);
			return Optional.empty();
		}
	}

	/** Without its library it offers nothing; with it, the first use is a self-test. */
	private static boolean runs(Provider provider) {
		try {
			for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
				Signature.getInstance(algorithm.javaName(), provider);
			}
			return true;
		}
		catch (NoSuchAlgorithmException ex) {
			logger.debug("The provider does not run here", ex);
			return false;
		}
	}

}
