package dev.signet.client;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ClientSecretsTests {

	private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

	private final ClientSecrets secrets = new ClientSecrets(Clock.fixed(NOW, ZoneOffset.UTC));

	@Test
	void encodeWhenSecretThenLowerCaseHexOfSha256() {
		assertThat(encode("abc")).isEqualTo("{sha256}ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	}

	@Test
	void matchesWhenRightThenTrue() {
		assertThat(this.secrets.matches("the right one", encode("the right one"))).isTrue();
	}

	@ParameterizedTest
	@NullAndEmptySource
	@ValueSource(strings = { "the right on", "the right one ", "The right one", "the right one\0" })
	void matchesWhenWrongThenFalse(String presented) {
		assertThat(this.secrets.matches(presented, encode("the right one"))).isFalse();
	}

	@ParameterizedTest
	@NullAndEmptySource
	@ValueSource(strings = { " ", "x", "{noop}x", "{sha256}", "{sha256}x", "{sha256}ba7816bf;1", ";;" })
	void matchesWhenNothingUsableIsStoredThenFalse(String encoded) {
		assertThat(this.secrets.matches("x", encoded)).isFalse();
	}

	@Test
	void matchesWhenDigestItselfIsPresentedThenFalse() {
		String encoded = encode("the right one");
		assertThat(this.secrets.matches(encoded, encoded)).isFalse();
		assertThat(this.secrets.matches(encoded.substring(8), encoded)).isFalse();
	}

	@Test
	void matchesWhenSeveralSecretsThenEachUntilItExpires() {
		String encoded = ClientSecrets.encode(List.of(stored("for ever", null), stored("alive", NOW.plusSeconds(1)),
				stored("just expired", NOW), stored("long expired", Instant.EPOCH)));
		assertThat(this.secrets.matches("for ever", encoded)).isTrue();
		assertThat(this.secrets.matches("alive", encoded)).isTrue();
		assertThat(this.secrets.matches("just expired", encoded)).isFalse();
		assertThat(this.secrets.matches("long expired", encoded)).isFalse();
		assertThat(this.secrets.matches("never there", encoded)).isFalse();
	}

	@Test
	void generateWhenManyThenReadableAcceptableAndDifferent() {
		Set<String> generated = new HashSet<>();
		for (int i = 0; i < 1000; i++) {
			generated.add(this.secrets.generate());
		}
		assertThat(generated).hasSize(1000)
			.allMatch((secret) -> secret.matches("sgn_cs_[A-Za-z0-9_-]{43}"))
			.allMatch((secret) -> ClientSecrets.check("secret", secret) == null);
	}

	@Test
	void checkWhenShortThenSaysLengthAndNotTheSecret() {
		ClientProblem problem = ClientSecrets.check("secret", "hunter2-hunter2-hunter2-hunter2");
		assertThat(problem).hasToString("secret: A client secret has 32 to 512 characters. "
				+ "Came: a secret of 31 characters. Fix: generate one, for example with: openssl rand -hex 32");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a secret with blanks in it, thirty-two", "a-secret-with-a-tab\t-0123456789abcdef",
			"ein-schlüssel-mit-umlaut-0123456789abcdef" })
	void checkWhenNotVisibleAsciiThenRefusedWithoutTheSecret(String secret) {
		assertThat(ClientSecrets.check("secret", secret).toString()).doesNotContain(secret);
	}

	private static String encode(String secret) {
		return ClientSecrets.encode(List.of(stored(secret, null)));
	}

	private static StoredSecret stored(String secret, Instant expiresAt) {
		return new StoredSecret(ClientSecrets.digest(secret), NOW.minusSeconds(60), expiresAt);
	}

}
