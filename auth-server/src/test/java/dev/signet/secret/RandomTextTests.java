package dev.signet.secret;

import java.util.Base64;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How much chance there is in what nobody must guess (RFC 6749 §10.10). */
class RandomTextTests {

	private static final int MANY = 2_000;

	private final RandomText random = new RandomText();

	@Test
	void secretThenHas256BitsEachOfWhichIsLeftToChance() {
		assertRandom(this.random::secret, 256);
	}

	@Test
	void nameThenHas128BitsEachOfWhichIsLeftToChance() {
		assertRandom(this.random::name, 128);
	}

	/** By chance it fails less than once in a billion billion runs. */
	private static void assertRandom(UnaryOperator<String> source, int bits) {
		Set<String> seen = new HashSet<>();
		Integer[] set = Collections.nCopies(bits, 0).toArray(Integer[]::new);
		for (int i = 0; i < MANY; i++) {
			String text = source.apply("sgn_xx_");
			assertThat(text).startsWith("sgn_xx_");
			byte[] bytes = Base64.getUrlDecoder().decode(text.substring("sgn_xx_".length()));
			assertThat(bytes).hasSize(bits / Byte.SIZE);
			BitSet.valueOf(bytes).stream().forEach((bit) -> set[bit]++);
			seen.add(text);
		}
		assertThat(seen).hasSize(MANY);
		assertThat(set).allSatisfy((times) -> assertThat(times).isBetween(MANY * 2 / 5, MANY * 3 / 5));
	}

}
