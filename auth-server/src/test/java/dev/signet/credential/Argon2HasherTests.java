package dev.signet.credential;

import dev.signet.credential.CredentialProperties.Argon2;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

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
	void matchesWhenHashIsNobodysThenFalseAtTheSettingsCost() {
		PasswordHash nobodys = this.hasher.nobodys();
		assertThat(nobodys.phc()).hasSameSizeAs(this.hasher.hash(PASSWORD).phc())
			.startsWith("$argon2id$v=19$m=7168,t=2,p=1$")
			.isNotEqualTo(this.hasher.nobodys().phc());
		assertThat(this.hasher.matches(PASSWORD, nobodys)).isFalse();
		assertThat(this.hasher.weaker(nobodys)).isFalse();
	}

	@Test
	void weakerWhenShorterThenTrue() {
		String hash = this.hasher.hash(PASSWORD).phc();
		assertThat(this.hasher.weaker(new PasswordHash(hash.substring(0, hash.length() - 11)))).isTrue();
	}

	@Test
	void matchesWhenHashedByTheLibraryBeforeThenTrue() {
		PasswordText password = new PasswordText("häuser \uD83D\uDD11 und \uD800 bäume");
		PasswordHash before = new PasswordHash(
				"$argon2id$v=19$m=7168,t=2,p=1$mRcPuxg0d6NalMm/OQt3Ag$txnJrj+By15YCifg9aZiVxwv05KvhyGndHT8/znmkb4");
		assertThat(this.hasher.matches(password, before)).isTrue();
	}

}
