package dev.signet.credential;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TimeBasedCodeTests {

	private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

	private static final Instant NOW = Instant.ofEpochSecond(1111111111);

	private static final long STEP = TimeBasedCode.stepAt(NOW);

	/** The last six of the eight digits in the table of RFC 6238, appendix B. */
	@ParameterizedTest
	@CsvSource({ "59, 287082", "1111111109, 081804", "1111111111, 050471", "1234567890, 005924", "2000000000, 279037",
			"20000000000, 353130" })
	void codeAtTimesOfTheStandardThenAsItSays(long seconds, String code) {
		assertThat(TimeBasedCode.at(SECRET, TimeBasedCode.stepAt(Instant.ofEpochSecond(seconds)))).isEqualTo(code);
	}

	/** RFC 4226, appendix D. */
	@ParameterizedTest
	@CsvSource({ "0, 755224", "1, 287082", "2, 359152", "3, 969429", "9, 520489" })
	void codeAtCountersOfTheStandardThenAsItSays(long counter, String code) {
		assertThat(TimeBasedCode.at(SECRET, counter)).isEqualTo(code);
	}

	@ParameterizedTest
	@CsvSource({ "-2, false", "-1, true", "0, true", "1, true", "2, false" })
	void stepWhenClockIsOffThenOneStepIsForgiven(int drift, boolean accepted) {
		String code = TimeBasedCode.at(SECRET, STEP + drift);
		assertThat(TimeBasedCode.stepOf(code, SECRET, NOW, 0).isPresent()).isEqualTo(accepted);
	}

	@Test
	void stepWhenItOrALaterOneWasUsedThenNone() {
		String code = TimeBasedCode.at(SECRET, STEP);
		assertThat(TimeBasedCode.stepOf(code, SECRET, NOW, STEP - 1)).hasValue(STEP);
		assertThat(TimeBasedCode.stepOf(code, SECRET, NOW, STEP)).isEmpty();
		assertThat(TimeBasedCode.stepOf(code, SECRET, NOW, STEP + 1)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "123456", " 123 456 ", "123-456" })
	void readWhenSixDigitsThenCode(String typed) {
		assertThat(TimeBasedCode.read(typed)).hasValue("123456");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "12345", "1234567", "12345a", "١٢٣٤٥٦", "123456\0", "<b>" })
	void readWhenAnythingElseThenNone(String typed) {
		assertThat(TimeBasedCode.read(typed)).isEmpty();
	}

}
