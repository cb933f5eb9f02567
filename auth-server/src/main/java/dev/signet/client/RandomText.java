package dev.signet.client;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes names and secrets that nobody can guess. */
final class RandomText {

	private final SecureRandom random = new SecureRandom();

	/** 256 random bits. The prefix lets leak scanners find the secret. */
	String secret(String prefix) {
		return of(prefix, 32);
	}

	/** 128 random bits, enough never to be the same twice. */
	String name(String prefix) {
		return of(prefix, 16);
	}

	private String of(String prefix, int length) {
		byte[] bytes = new byte[length];
		this.random.nextBytes(bytes);
		return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
