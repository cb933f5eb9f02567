package dev.signet.mail;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import dev.signet.account.EmailAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What a feature may put into a mail. */
class MailTests {

	private static final Recipient SOMEBODY = Recipient.stranger(new EmailAddress("ada@example.test"), Locale.ENGLISH);

	@Test
	void buildThenKeepsTheOrder() {
		Mail mail = Mail.of("mail.test", SOMEBODY)
			.say("one", "a", 2, 3L, Instant.EPOCH)
			.button("two", "/x?t=1")
			.code("AB-12");
		assertThat(mail.parts()).extracting(MailPart::kind)
			.containsExactly(MailPart.Kind.WORDS, MailPart.Kind.BUTTON, MailPart.Kind.CODE);
		assertThat(mail.parts().get(0).values())
			.isEqualTo(List.of(new MailValue("a", null, null), new MailValue(null, null, 2L),
					new MailValue(null, null, 3L), new MailValue(null, Instant.EPOCH, null)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "//evil.test", "https://evil.test", "/\\evil.test", "/a b", "/a\r\nBcc: b@c",
			"/a\u00e4", "/<b>", "/\"" })
	void buttonWhenNotAPageOfThisServerThenRefused(String path) {
		assertThatIllegalArgumentException().isThrownBy(() -> Mail.of("mail.test", SOMEBODY).button("look", path));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "12 34", "12\n34", "<b>" })
	void codeWhenNotLettersAndDigitsThenRefused(String code) {
		assertThatIllegalArgumentException().isThrownBy(() -> Mail.of("mail.test", SOMEBODY).code(code));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Mail", "../x", "a b", "a\n" })
	void ofWhenNameIsNoKeyThenRefused(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> Mail.of(name, SOMEBODY));
	}

	@Test
	void sayWhenValueHasNoFormInWordsThenRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Mail.of("mail.test", SOMEBODY).say("one", List.of("x")));
	}

	@ParameterizedTest
	@CsvSource({ "'Northwind Notes', 'Northwind Notes'", "'Shop\r\nBcc: b@c.example', 'Shop Bcc: b@c\u2024example'",
			"'a\u2028b\u0000c\u202ed', 'a b c d'",
			"'Win at https://evil.example/now', 'Win at https: //evil\u2024example/now'",
			"'www.evil.test', 'www\u2024evil\u2024test'", "'203.0.113.7', '203.0.113.7'",
			"' Version 2.0. Yes ', 'Version 2.0. Yes'" })
	void sayWhenNameIsAStrangersThenNoLineAndNoLink(String name, String shown) {
		assertThat(Mail.of("mail.test", SOMEBODY).say("one", name).parts().get(0).values().get(0).text())
			.isEqualTo(shown);
	}

	@Test
	void sayWhenNameIsLongThenCutBetweenLetters() {
		String name = "😀".repeat(200);
		String shown = PlainName.of(name);
		assertThat(shown.codePointCount(0, shown.length())).isEqualTo(PlainName.LONGEST);
		assertThat(shown).startsWith("😀😀").endsWith("😀…");
	}

	@Test
	void toStringThenTellsNeitherAddressNorContent() {
		Mail mail = Mail.of("mail.test", SOMEBODY).button("look", "/x?token=secret").code("123456");
		assertThat(mail.toString()).doesNotContain("ada@", "secret", "123456");
		assertThat(MailContent.of(mail).toString()).doesNotContain("ada@", "secret", "123456");
	}

}
