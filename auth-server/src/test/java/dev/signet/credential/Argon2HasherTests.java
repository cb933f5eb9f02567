package dev.signet.credential;

import dev.signet.credential.CredentialProperties.Argon2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class Argon2HasherTests {

	private static final PasswordText PASSWORD = new PasswordText("correct horse battery");

	private final Argon2Hasher hasher = new Argon2Hasher(new Argon2(7168, 2, 1));

	@Test
	void hashThenStandardFormWithParametersAndOwnSalt() {
		String hash = this.hasher.hash(PASSWORD).phc();
		assertThat(hash).matches("\\$argon2id\\$v=19\\$m=7168,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
		assertThat(this.hasher.hash(PASSWORD).phc()).isNotEqualTo(hash);
	}

	@Test
	void matchesWhenHashOfTheReferenceImplementationThenUnderstandsIt() {
		// From the test suite of the reference implementation (phc-winner-argon2, test.c)
		PasswordHash reference = new PasswordHash(
				"$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
		assertThat(this.hasher.matches(new PasswordText("password"), reference)).isTrue();
		assertThat(this.hasher.matches(new PasswordText("passwore"), reference)).isFalse();
	}

	@Test
	void weakerWhenLessMemoryOrFewerIterationsThenTrue() {
		PasswordHash hash = this.hasher.hash(PASSWORD);
		assertThat(this.hasher.weaker(hash)).isFalse();
		assertThat(new Argon2Hasher(new Argon2(8192, 2, 1)).weaker(hash)).isTrue();
		assertThat(new Argon2Hasher(new Argon2(7168, 3, 1)).weaker(hash)).isTrue();
		assertThat(new Argon2Hasher(new Argon2(7168, 1, 1)).weaker(hash)).isFalse();
	}

	@Test
	void matchesWhenSeveralLanesThenTrue() {
		Argon2Hasher lanes = new Argon2Hasher(new Argon2(7168, 1, 2));
		assertThat(lanes.matches(PASSWORD, lanes.hash(PASSWORD))).isTrue();
	}

	@Test
	void hashThenTheLibraryDoesNotMissItsPropertiesFile(CapturedOutput output) {
		assertThat(this.hasher.matches(PASSWORD, this.hasher.hash(PASSWORD))).isTrue();
		assertThat(output).doesNotContain("psw4j").doesNotContain("password4j");
	}

}
