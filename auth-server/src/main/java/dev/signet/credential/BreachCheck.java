package dev.signet.credential;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;

import dev.signet.outbound.OutboundAnswer;
import dev.signet.outbound.OutboundFailed;
import dev.signet.outbound.OutboundHttp;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Asks a service that knows stolen passwords, where the operator names one: by the range
 * of {@code api.pwnedpasswords.com} or another one that answers alike. It is told the
 * first five hexadecimal digits of a SHA-1 digest, which thousands of passwords share,
 * and answers with the rest of all digests that it knows among these. Nobody is kept from
 * a password because the service does not answer.
 */
@Component
class BreachCheck {

	private static final Log logger = LogFactory.getLog(BreachCheck.class);

	private static final int TOLD = 5;

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	/** Some thousand lines of 40 characters, with room to grow. */
	private static final int MAX_BYTES = 512 * 1024;

	private static final int OK = 200;

	private final @Nullable URI service;

	private final OutboundHttp http;

	BreachCheck(CredentialProperties settings, OutboundHttp http) {
		this.service = settings.breachCheck().url();
		this.http = http;
	}

	/**
	 * Whether the service knows the password as a stolen one; false when it is silent.
	 */
	boolean knows(PasswordText password) {
		if (this.service == null) {
			return false;
		}
		String digest = digest(password);
		URI range = this.service.resolve(digest.substring(0, TOLD));
		try {
			OutboundAnswer answer = this.http.get(range, Map.of("Accept", "text/plain", "Add-Padding", "true"),
					MAX_BYTES, PATIENCE);
			if (answer.status() == OK) {
				return lists(answer.text(), digest.substring(TOLD));
			}
			logger.warn("A new password was not compared with stolen ones: status " + answer.status());
		}
		catch (OutboundFailed ex) {
			logger.warn("A new password was not compared with stolen ones: " + ex.getMessage());
		}
		return false;
	}

	/** Lines that only hide how long the answer is have a count of zero. */
	private static boolean lists(String lines, String rest) {
		return lines.lines()
			.map(String::strip)
			.anyMatch((line) -> line.regionMatches(true, 0, rest + ":", 0, rest.length() + 1)
					&& !line.substring(rest.length() + 1).strip().matches("0+"));
	}

	private static String digest(PasswordText password) {
		try {
			return HexFormat.of()
				.withUpperCase()
				.formatHex(MessageDigest.getInstance("SHA-1").digest(password.bytes()));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-1", ex);
		}
	}

}
