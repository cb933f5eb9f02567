package dev.signet.credential;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;

import com.sun.management.ThreadMXBean;
import dev.signet.credential.CredentialProperties.Argon2;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class Argon2HasherTests {

	private static final PasswordText PASSWORD = new PasswordText("correct horse battery");

	private final Argon2Hasher hasher = new Argon2Hasher(new Argon2(7168, 2, 1), 2);

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
		assertThat(new Argon2Hasher(new Argon2(8192, 2, 1), 2).weaker(hash)).isTrue();
		assertThat(new Argon2Hasher(new Argon2(7168, 3, 1), 2).weaker(hash)).isTrue();
		assertThat(new Argon2Hasher(new Argon2(7168, 1, 1), 2).weaker(hash)).isFalse();
	}

	@Test
	void matchesWhenSeveralLanesThenTrue() {
		Argon2Hasher lanes = new Argon2Hasher(new Argon2(7168, 1, 2), 2);
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
	void matchesWhenNotAHashThenFalseAndWeaker() {
		for (String text : List.of("", "secret", "$2a$10$abcdefghijklmnopqrstuv",
				"$argon2id$v=19$m=0,t=1,p=1$c29tZXNhbHQ$CTFhFdXP", "$argon2id$v=18$m=64,t=1,p=1$c29tZXNhbHQ$CTFhFdXP",
				"$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ$C",
				"$argon2id$v=19$m=99999999999,t=1,p=1$c29tZXNhbHQ$CTFhFdXP")) {
			PasswordHash hash = new PasswordHash(text);
			assertThat(this.hasher.matches(PASSWORD, hash)).as(text).isFalse();
			assertThat(this.hasher.weaker(hash)).as(text).isTrue();
		}
	}

	@Test
	void matchesWhenOlderKindThenUnderstandsIt() {
		// From the test suite of the reference implementation, versions 16 and 19
		PasswordText password = new PasswordText("password");
		assertThat(this.hasher.matches(password,
				new PasswordHash("$argon2i$m=256,t=2,p=1$c29tZXNhbHQ$/U3YPXYsSb3q9XxHvc0MLxur+GP960kN9j7emXX8zwY")))
			.isTrue();
		assertThat(this.hasher.matches(password,
				new PasswordHash(
						"$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc")))
			.isTrue();
	}

	/** So that a small heap is not filled by every second sign-in. */
	@Test
	void hashWhenOneIsDoneThenUsesItsMemoryAgain() {
		long first = allocated(() -> this.hasher.hash(PASSWORD));
		long second = allocated(() -> this.hasher.hash(PASSWORD));
		assertThat(first).isGreaterThan(7168 * 1024);
		assertThat(second).isLessThan(7168 * 1024 / 4);
	}

	@Test
	void hashWhenSeveralAtOnceThenEachInMemoryOfItsOwn() {
		List<PasswordText> passwords = IntStream.range(0, 12)
			.mapToObj((n) -> new PasswordText("password " + n))
			.toList();
		List<PasswordHash> hashes = passwords.parallelStream().map(this.hasher::hash).toList();
		Argon2Hasher another = new Argon2Hasher(new Argon2(7168, 2, 1), 2);
		for (int i = 0; i < passwords.size(); i++) {
			assertThat(another.matches(passwords.get(i), hashes.get(i))).isTrue();
		}
	}

	private static long allocated(Runnable work) {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long before = threads.getCurrentThreadAllocatedBytes();
		work.run();
		return threads.getCurrentThreadAllocatedBytes() - before;
	}

	@Test
	void matchesWhenHashedByTheLibraryBeforeThenTrue() {
		PasswordText password = new PasswordText("häuser \uD83D\uDD11 und \uD800 bäume");
		PasswordHash before = new PasswordHash(
				"$argon2id$v=19$m=7168,t=2,p=1$mRcPuxg0d6NalMm/OQt3Ag$txnJrj+By15YCifg9aZiVxwv05KvhyGndHT8/znmkb4");
		assertThat(this.hasher.matches(password, before)).isTrue();
	}

}
