package dev.signet.session;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NetworkTests {

	@ParameterizedTest
	@CsvSource({ "203.0.113.7, 203.0.113.7", "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
			"2001:db8:1:2::, 20010db800010002/64", "fe80::1%eth0, fe80000000000000/64",
			"::ffff:203.0.113.7, 203.0.113.7", "not:an:address, unknown" })
	void ofThenAddressOrIts64(String ip, String network) {
		assertThat(Network.of(ip)).isEqualTo(network);
	}

	@Test
	void ofWhenNoneThenUnknown() {
		assertThat(Network.of(null)).isEqualTo("unknown");
	}

}
