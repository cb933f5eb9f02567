package dev.signet.client;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RegistrationRateTests {

	@ParameterizedTest
	@ValueSource(strings = { "192.0.2.1", "proxy.internal", "unknown", ":::", "" })
	void networkWhenNoIpv6AddressThenTheAddressItself(String address) {
		assertThat(RegistrationRate.network(address)).isEqualTo(address);
	}

	@Test
	void networkWhenIpv6ThenItsHalf() {
		assertThat(RegistrationRate.network("2001:db8:0:1::1")).isEqualTo("20010db800000001")
			.isEqualTo(RegistrationRate.network("2001:db8:0:1:ffff:ffff:ffff:ffff"))
			.isNotEqualTo(RegistrationRate.network("2001:db8:0:2::1"));
	}

	@Test
	void networkWhenLongThenItsBeginning() {
		assertThat(RegistrationRate.network("x".repeat(1000))).hasSize(64);
	}

}
