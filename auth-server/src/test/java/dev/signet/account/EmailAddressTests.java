package dev.signet.account;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EmailAddressTests {

	@ParameterizedTest
	@CsvSource({ "anna@example.com, anna@example.com", "Anna.B+x@Example.COM, Anna.B+x@example.com",
			"'  anna@example.com ', anna@example.com", "anna@bücher.example, anna@xn--bcher-kva.example",
			"ａnna＠example.com, anna@example.com", "o'neil@example.co.uk, o'neil@example.co.uk",
			"anna@xn--bcher-kva.example, anna@xn--bcher-kva.example" })
	void parseWhenWellFormedThenCanonical(String text, String expected) {
		assertThat(EmailAddress.parse(text)).map(EmailAddress::value).contains(expected);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "anna", "@example.com", "anna@", "anna@@example.com", "a@b@example.com",
			"anna@localhost", "anna@example..com", "anna@.example.com", "anna@-x.example", "anna@[127.0.0.1]",
			"an na@example.com", "anna@exam ple.com", "anna\r\nBcc:x@example.com", "an\0na@example.com",
			"an\u200bna@example.com", "\"anna\"@example.com", "anna <anna@example.com>", "anna@example.com,b@c.example",
			"a\u00a8b@example.com", "anna@exa_mple.com" })
	void parseWhenMalformedThenEmpty(String text) {
		assertThat(EmailAddress.parse(text)).isEmpty();
	}

	@Test
	void parseWhenLongThenUpToTheLimits() {
		String domain = "@" + "d".repeat(63) + "." + "d".repeat(63) + "." + "d".repeat(59) + ".c";
		assertThat(domain.length() + 64).isEqualTo(254);
		assertThat(EmailAddress.parse("l".repeat(64) + domain)).isPresent();
		assertThat(EmailAddress.parse("l".repeat(64) + domain + "c")).isEmpty();
		assertThat(EmailAddress.parse("l".repeat(65) + "@example.com")).isEmpty();
		assertThat(EmailAddress.parse("x".repeat(1_000_000) + "@example.com")).isEmpty();
	}

	@Test
	void normalisedWhenOnlyCaseOrFormDiffersThenSame() {
		String normalised = new EmailAddress("jose\u0301@example.com").normalised();
		assertThat(new EmailAddress("JOS\u00c9@EXAMPLE.com").normalised()).isEqualTo(normalised);
	}

	@Test
	void createWhenMalformedThenRefuses() {
		assertThatIllegalArgumentException().isThrownBy(() -> new EmailAddress("anna"));
	}

}
