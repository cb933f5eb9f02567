package dev.signet.web;

import java.util.function.Predicate;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.security.web.firewall.StrictHttpFirewall;

import static org.assertj.core.api.Assertions.assertThat;

class RequestFirewallTests {

	@ParameterizedTest
	@MethodSource
	void testWhenAnyLetterThenAsTheFrameworkHasIt(Predicate<String> rule) {
		for (int letter = 0; letter < 0x3000; letter++) {
			String text = "a" + Character.toString(letter) + "b";
			assertThat(RequestFirewall.plainOr(rule).test(text)).as("U+%04X", letter).isEqualTo(rule.test(text));
		}
	}

	static Stream<Predicate<String>> testWhenAnyLetterThenAsTheFrameworkHasIt() {
		return Stream.of(StrictHttpFirewall.ALLOWED_HEADER_NAMES, StrictHttpFirewall.ALLOWED_HEADER_VALUES,
				StrictHttpFirewall.ALLOWED_PARAMETER_NAMES);
	}

}
