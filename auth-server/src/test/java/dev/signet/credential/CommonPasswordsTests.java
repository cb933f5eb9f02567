package dev.signet.credential;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntToLongFunction;

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

	/** Which takes far less than the 5 ms that a sign-up has for it. */
	@Test
	void holdsThenLooksAtFewEntriesOfThousands() {
		AtomicInteger looks = new AtomicInteger();
		IntToLongFunction entries = (index) -> {
			looks.incrementAndGet();
			return index * 2L;
		};
		for (int value = -1; value <= 280_000; value += 7) {
			looks.set(0);
			assertThat(CommonPasswords.holds(entries, value, 0, 140_000)).isEqualTo(value % 2 == 0 && value < 280_000);
			assertThat(looks).as("looks for %d", value).hasValueLessThanOrEqualTo(18);
		}
	}

	@Test
	void ofWhenAskedAgainThenTheFileIsNotReadAgain() {
		AtomicInteger reads = new AtomicInteger();
		CommonPasswords counted = new CommonPasswords(
				new ByteArrayResource(CommonPasswordsFile.of(List.of("sesame", "opensesame"))) {

					@Override
					public InputStream getInputStream() throws IOException {
						reads.incrementAndGet();
						return super.getInputStream();
					}

				});
		for (String text : List.of("sesame", "opensesame", "nobody has this")) {
			counted.of(Digest.of(text));
		}
		assertThat(reads).hasValue(1);
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
