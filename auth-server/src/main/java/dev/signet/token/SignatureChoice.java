package dev.signet.token;

import java.util.Arrays;
import java.util.List;

import dev.signet.client.SigningOffer;
import dev.signet.key.KeyRing;
import dev.signet.key.SigningAlgorithm;

import org.springframework.stereotype.Component;

/**
 * Which algorithm signs what a client gets: the one it is registered for. A node that
 * does not offer that one takes RS256, on which every client may count (OpenID Connect
 * Core 1.0 §15.1). This is no way to work: it only bridges the moment in which another
 * node, with another setting, still registers clients for it. The next start here names
 * them.
 */
@Component
public final class SignatureChoice implements SigningOffer {

	private final KeyRing keys;

	SignatureChoice(KeyRing keys) {
		this.keys = keys;
	}

	@Override
	public List<String> algorithms() {
		return Arrays.stream(SigningAlgorithm.values())
			.filter(this.keys.algorithms()::contains)
			.map(SigningAlgorithm::value)
			.toList();
	}

	/**
	 * The algorithm to sign with.
	 * @param registered the name of the one that a client is registered for
	 */
	public SigningAlgorithm of(String registered) {
		return SigningAlgorithm.named(registered)
			.filter(this.keys.algorithms()::contains)
			.orElse(SigningAlgorithm.RS256);
	}

}
