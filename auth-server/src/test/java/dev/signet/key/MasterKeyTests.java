package dev.signet.key;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MasterKeyTests {

	private static final byte[] PLAIN = "the plain text".getBytes(StandardCharsets.UTF_8);

	private final MasterKey masterKey = new MasterKey(filled(1));

	@Test
	void deriveWhenTestVectorThenAsInTheStandard() {
		// RFC 5869 Appendix A.3, the first 32 bytes
		byte[] inputKey = new byte[22];
		Arrays.fill(inputKey, (byte) 0x0b);
		assertThat(HexFormat.of().formatHex(Hkdf.derive(inputKey, "")))
			.isEqualTo("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
	}

	@Test
	void deriveWhenOtherPurposeThenOtherKey() {
		assertThat(this.masterKey.derive("a")).hasSize(32)
			.isEqualTo(new MasterKey(filled(1)).derive("a"))
			.isNotEqualTo(this.masterKey.derive("b"))
			.isNotEqualTo(new MasterKey(filled(2)).derive("a"));
	}

	@Test
	void decryptWhenSameContextThenGivesPlainText() {
		byte[] sealed = this.masterKey.encrypt(PLAIN, "row 1");
		assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("plain");
		assertThat(new MasterKey(filled(1)).decrypt(sealed, "row 1")).isEqualTo(PLAIN);
	}

	@Test
	void encryptWhenTwiceThenResultsDiffer() {
		assertThat(this.masterKey.encrypt(PLAIN, "row 1")).isNotEqualTo(this.masterKey.encrypt(PLAIN, "row 1"));
	}

	@Test
	void decryptWhenMovedToAnotherContextThenRefused() {
		byte[] sealed = this.masterKey.encrypt(PLAIN, "row 1");
		assertThatIllegalArgumentException().isThrownBy(() -> this.masterKey.decrypt(sealed, "row 2"));
	}

	@Test
	void decryptWhenAnyByteChangedThenRefused() {
		byte[] sealed = this.masterKey.encrypt(PLAIN, "row 1");
		for (int i = 0; i < sealed.length; i++) {
			byte[] changed = sealed.clone();
			changed[i] ^= 1;
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> this.masterKey.decrypt(changed, "row 1"))
				.isInstanceOfAny(IllegalArgumentException.class, MasterKeyUnusable.class);
		}
		assertThatIllegalArgumentException().isThrownBy(() -> this.masterKey.decrypt(new byte[31], "row 1"));
	}

	@Test
	void decryptWhenOtherMasterKeyThenSaysSo() {
		byte[] sealed = this.masterKey.encrypt(PLAIN, "row 1");
		assertThatExceptionOfType(MasterKeyUnusable.class)
			.isThrownBy(() -> new MasterKey(filled(2)).decrypt(sealed, "row 1"))
			.withMessageContaining("another master key")
			.satisfies((ex) -> assertThat(ex.action()).contains("signet.key.master-key"));
	}

	@Test
	void openWhenSealedThenGivesPlainText() {
		String sealed = this.masterKey.seal(PLAIN, "form 1");
		assertThat(sealed).matches("[A-Za-z0-9_-]+");
		assertThat(this.masterKey.open(sealed, "form 1").orElseThrow()).isEqualTo(PLAIN);
	}

	@Test
	void openWhenAnythingElseThenEmpty() {
		String sealed = this.masterKey.seal(PLAIN, "form 1");
		assertThat(this.masterKey.open(sealed, "form 2")).isEmpty();
		assertThat(new MasterKey(filled(2)).open(sealed, "form 1")).isEmpty();
		assertThat(this.masterKey.open("", "form 1")).isEmpty();
		assertThat(this.masterKey.open("not sealed", "form 1")).isEmpty();
		assertThat(this.masterKey.open(sealed.substring(1), "form 1")).isEmpty();
	}

	static byte[] filled(int value) {
		byte[] key = new byte[MasterKey.LENGTH];
		Arrays.fill(key, (byte) value);
		return key;
	}

}
