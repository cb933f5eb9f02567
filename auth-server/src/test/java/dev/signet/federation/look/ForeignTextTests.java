package dev.signet.federation.look;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What others wrote, made fit for a sentence. */
class ForeignTextTests {

	@Test
	void ofThenStandsOnOneLineWithoutWhatNobodySees() {
		assertThat(ForeignText.of("  two\r\nlines\tand \u0000 \u202Eturned\u2028over "))
			.isEqualTo("two lines and turned over");
	}

	@Test
	void ofWhenLongThenIsCutBetweenCharacters() {
		assertThat(ForeignText.of("x".repeat(200))).hasSize(200);
		assertThat(ForeignText.of("x".repeat(201))).isEqualTo("x".repeat(200) + "…");
		assertThat(ForeignText.of("x".repeat(199) + "😀😀")).isEqualTo("x".repeat(199) + "…");
	}

	@Test
	void withoutWhenASecretIsRepeatedThenItIsHidden() {
		assertThat(ForeignText.without(List.of("s3cret", ""), "Wrong: s3cret, s3cret!")).isEqualTo("Wrong: •••, •••!");
		assertThat(ForeignText.without(List.of(), "Bad eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2ln, you see"))
			.isEqualTo("Bad •••, you see");
	}

}
