package dev.signet.credential;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

import dev.signet.credential.CommonPasswords.Commonness;
import dev.signet.credential.CommonPasswords.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

class CommonPasswordsTests {

	private static final ClassPathResource FILE = new ClassPathResource("common-passwords.bin", CommonPasswords.class);

	private final CommonPasswords common = new CommonPasswords();

	@Test
	void fileThenHasEnoughEntriesAndIsSmall() throws IOException {
		assertThat(FILE.contentLength()).isLessThan(1024 * 1024);
		assertThat((FILE.contentLength() - Integer.BYTES) / CommonPasswords.ENTRY_BYTES).isGreaterThan(100_000);
	}

	/** Who makes it anew says from what, and puts the new sum there. */
	@Test
	void fileThenIsTheOneThatTheNoticeTellsOf() throws Exception {
		byte[] digest = MessageDigest.getInstance("SHA-256").digest(FILE.getContentAsByteArray());
		assertThat(new ClassPathResource("common-passwords-NOTICE.md", CommonPasswords.class)
			.getContentAsString(StandardCharsets.UTF_8)).contains(HexFormat.of().formatHex(digest));
	}

	@ParameterizedTest
	@CsvSource({ "123456, AT_THE_TOP", "password, AT_THE_TOP", "trustno1, AT_THE_TOP", "staple, COMMON",
			"annabel, COMMON", "070162, COMMON", "123456789qwerty, COMMON", "correcthorsebattery, NONE",
			"k3j99axq0, NONE", "'', NONE" })
	void ofThenSaysHowCommon(String text, Commonness expected) {
		assertThat(this.common.of(Digest.of(text))).isEqualTo(expected);
	}

	@Test
	void ofWhenFileIsMadeOfAListThenKnowsThatListOnly() {
		CommonPasswords few = new CommonPasswords(new ByteArrayResource(
				CommonPasswordsFile.of(List.of("Open Sesame", "sesame", "abc", "x".repeat(41), "opensesame"))));
		assertThat(List.of("opensesame", "sesame")).allMatch((text) -> few.of(Digest.of(text)) != Commonness.NONE);
		assertThat(List.of("abc", "open", "x".repeat(40), "x".repeat(41)))
			.allMatch((text) -> few.of(Digest.of(text)) == Commonness.NONE);
	}

}
