package dev.signet.account;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PhoneNumberTests {

	@ParameterizedTest
	@CsvSource({ "+14255551212, +14255551212", "+1 (425) 555-1212, +14255551212", "+44.20.7946.0000, +442079460000",
			"+6834000, +6834000", "+123456789012345, +123456789012345" })
	void parseWhenInternationalThenCanonical(String text, String expected) {
		assertThat(PhoneNumber.parse(text)).map(PhoneNumber::value).contains(expected);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "+", "14255551212", "0014255551212", "+04255551212", "+123456", "+1234567890123456",
			"+1425555121x", "+1 425 555 1212;ext=5678", "tel:+14255551212", "++14255551212", "+١٤٢٥٥٥٥١٢١٢" })
	void parseWhenAnythingElseThenEmpty(String text) {
		assertThat(PhoneNumber.parse(text)).isEmpty();
	}

	@Test
	void createWhenMalformedThenRefuses() {
		assertThatIllegalArgumentException().isThrownBy(() -> new PhoneNumber("+1 425 555 1212"));
	}

}
