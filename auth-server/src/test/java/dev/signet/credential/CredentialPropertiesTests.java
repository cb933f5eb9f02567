package dev.signet.credential;

import java.time.Duration;

import dev.signet.credential.CredentialProperties.Argon2;
import dev.signet.credential.CredentialProperties.Hashing;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CredentialPropertiesTests {

	private static final long MEGABYTE = 1024 * 1024;

	@Test
	void slotsWhenTheHeapIsLargeThenOneForEachCore() {
		assertThat(properties(0).slots(16, 4096 * MEGABYTE)).isEqualTo(16);
	}

	@Test
	void slotsWhenTheHeapIsSmallThenThoseThatHalfOfItHolds() {
		assertThat(properties(0).slots(2, 104 * MEGABYTE)).isEqualTo(2);
		assertThat(properties(0).slots(16, 104 * MEGABYTE)).isEqualTo(2);
		assertThat(properties(0).slots(16, 16 * MEGABYTE)).isEqualTo(1);
	}

	@Test
	void slotsWhenSetThenAsSet() {
		assertThat(properties(7).slots()).isEqualTo(7);
	}

	private static CredentialProperties properties(int concurrency) {
		return new CredentialProperties(new Argon2(19456, 2, 1),
				new Hashing(concurrency, 16, Duration.ofSeconds(2), Duration.ofSeconds(2)));
	}

}
