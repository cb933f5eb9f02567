package dev.signet.secret;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes names and secrets that nobody can guess. */
public final class RandomText {

	private final SecureRandom random = new SecureRandom();

	/** 256 random bits. The prefix lets leak scanners find the secret. */
	public String secret(String prefix) {
		return of(prefix, 32);
	}

	/** 128 random bits, enough never to be the same twice. */
	public String name(String prefix) {
		return of(prefix, 16);
	}

	private String of(String prefix, int length) {
		byte[] bytes = new byte[length];
		this.random.nextBytes(bytes);
		return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
