package dev.signet.grant;

import java.util.HashSet;
import java.util.Set;

import dev.signet.key.MasterKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class UserCodesTests {

	private final UserCodes codes = codes((byte) 0);

	@Test
	void randomThenAtLeast34BitsOfLettersThatLookLikeNothingElse() {
		Set<Integer> letters = new HashSet<>();
		for (int i = 0; i < 1000; i++) {
			String code = this.codes.random();
			assertThat(code).matches("[A-Z]{8}").doesNotContainPattern("[AEIOUY]");
			code.chars().forEach(letters::add);
		}
		assertThat(letters).hasSize(20);
		assertThat(8 * Math.log(letters.size()) / Math.log(2)).isGreaterThan(34);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "BCDF-GHJK", "bcdf-ghjk", "BCDFGHJK", " b c d f g h j k ", "BCDF\u2013GHJK", "bcdf ghjk\n" })
	void parseWhenTypedInAnyWayThenSameCode(String typed) {
		assertThat(UserCodes.parse(typed)).hasValue("BCDFGHJK");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "BCDF-GHJ", "BCDF-GHJKL", "BCDF-GHJ0", "BCDF-GHJI", "BCDF-GHJ\0", "BCDF-GHJ\u212A",
			"ВCDF-GHJK" })
	void parseWhenNotInTheAlphabetThenNone(String typed) {
		assertThat(UserCodes.parse(typed)).isEmpty();
	}

	@Test
	void shownThenTwoGroupsOfFour() {
		assertThat(UserCodes.shown("BCDFGHJK")).isEqualTo("BCDF-GHJK");
	}

	@Test
	void digestWhenAnotherMasterKeyThenAnotherDigest() {
		assertThat(this.codes.digest("BCDFGHJK")).hasSize(32)
			.isEqualTo(codes((byte) 0).digest("BCDFGHJK"))
			.isNotEqualTo(codes((byte) 1).digest("BCDFGHJK"));
	}

	private static UserCodes codes(byte key) {
		MasterKey masterKey = mock(MasterKey.class);
		given(masterKey.derive("device-user-codes")).willReturn(new byte[] { key });
		return new UserCodes(masterKey);
	}

}
