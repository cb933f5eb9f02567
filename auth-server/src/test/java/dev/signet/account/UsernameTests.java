package dev.signet.account;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class UsernameTests {

	private static final String LOOK_ALIKE = """
			b0b.smith, bob.smith
			0scar, oscar
			n0ah, noah
			OLiver, 0liver
			le0, leo
			the0, theo
			r0se, rose
			j0hn, john
			t0m, tom
			z0e, zoe
			c00per, cooper
			sc0tt, scott
			1iam, liam
			1ucy, lucy
			el1a, ella
			emi1y, emily
			bi11, bill
			sa1ly, sally
			pau1, paul
			ju1ia, julia
			wi1l, will
			Ian, lan
			Ivan, 1van
			Iris, lris
			lsaac, isaac
			lngrid, ingrid
			aIex, alex
			heIen, helen
			caroI, carol
			miIes, m1les
			oIiver, 0l1ver
			k1m, kim
			m1a, mia
			er1c, eric
			n1na, nina
			nlck, nick
			ollvla, olivia
			phi1ip, philip
			rnary, mary
			rnax, max
			ernma, emma
			adarn, adam
			torn, tom
			sarn, sam
			jarnes, james
			tirn, tim
			RN0l, Moi
			rnirna, mima
			vvalter, walter
			vvill, will
			ovven, owen
			andrevv, andrew
			matthevv, matthew
			VVendy, wendy
			vviIliarn, william
			rn1vv, mlw""";

	@ParameterizedTest
	@ValueSource(strings = { "anna", "Anna", "0anna", "a.b-c_d", "abcdefghijklmnopqrst", "a" })
	void parseWhenWellFormedThenKeepsWhatWasTyped(String name) {
		assertThat(Username.parse(name)).contains(new Username(name));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "_anna", ".anna", "-anna", "anna@home", "anna b", "änna", "аnna", "anna\nx", "an\0na",
			"anna\u200b", "ａｎｎａ" })
	void parseWhenMalformedThenEmpty(String name) {
		assertThat(Username.parse(name)).isEmpty();
	}

	@Test
	void parseWhenBlanksAroundThenIgnoresThem() {
		assertThat(Username.parse("  Anna\t")).contains(new Username("Anna"));
	}

	@Test
	void createWhenMalformedThenRefuses() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Username("anna@home"));
	}

	@Test
	void parseWhenLongerThanAnySettingAllowsThenEmpty() {
		assertThat(Username.parse("a".repeat(Username.LONGEST))).isPresent();
		assertThat(Username.parse("a".repeat(Username.LONGEST + 1))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "aIice", "a1ice", "ALICE", "al1ce" })
	void skeletonWhenNameLooksLikeAnotherThenTheSame(String name) {
		assertThat(new Username(name).skeleton()).isEqualTo(new Username("alice").skeleton());
	}

	@ParameterizedTest
	@CsvSource(textBlock = LOOK_ALIKE)
	void skeletonWhenLettersPassForOneAnotherThenTheSame(String one, String other) {
		assertThat(new Username(one).skeleton()).isEqualTo(new Username(other).skeleton());
	}

	@ParameterizedTest
	@CsvSource({ "anna, hanna", "a.b.c, abc", "anna1, anna2" })
	void skeletonWhenNobodyTakesOneForTheOtherThenAnother(String one, String other) {
		assertThat(new Username(one).skeleton()).isNotEqualTo(new Username(other).skeleton());
	}

}
