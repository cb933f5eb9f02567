package dev.signet.web;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ShortAddressTests {

	@ParameterizedTest
	@CsvSource({ "0:0:0:0:0:0:0:1, ::1", "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1", "2001:DB8::00a1, 2001:db8::a1",
			"192.0.2.1, 192.0.2.1", "1:2:nonsense, 1:2:nonsense", "unknown, unknown", ":, :" })
	void shortenThenAsInTheStandardAndNothingElseChanges(String told, String shown) {
		assertThat(ShortAddress.shortened(told)).isEqualTo(shown);
	}

}
