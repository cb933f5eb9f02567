package dev.signet.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

import dev.signet.outbound.AddressGuard.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Which addresses may be called, and what the operator can allow. */
class AddressGuardTests {

	private static final AddressGuard STRICT = new AddressGuard(List.of());

	@ParameterizedTest
	@ValueSource(strings = { "1.1.1.1", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "126.1.1.1",
			"169.253.1.1", "172.15.255.255", "172.32.0.1", "192.167.1.1", "198.17.1.1", "198.20.0.1", "223.255.255.255",
			"2606:4700:4700::1111", "2a00:1450::1", "::ffff:1.1.1.1", "64:ff9b::101:101" })
	void allowsWhenAddressIsPublicThenOverTlsOnly(String address) throws UnknownHostException {
		assertThat(allows(STRICT, Transport.TLS, address)).isTrue();
		assertThat(allows(STRICT, Transport.PLAIN, address)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255",
			"127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1",
			"192.88.99.1", "192.168.0.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1",
			"239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
			"::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1",
			"2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1",
			"ff02::1", "5f00::1", "2130706433", "127.1", "10.1" })
	void allowsWhenAddressIsInnerThenNot(String address) throws UnknownHostException {
		assertThat(allows(STRICT, Transport.TLS, address)).isFalse();
		assertThat(allows(STRICT, Transport.PLAIN, address)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "10.1.0.0/16, 10.1.2.3, true", "10.1.0.0/16, 10.2.0.1, false", "10.1.2.3, 10.1.2.3, true",
			"10.1.2.3, 10.1.2.4, false", "fd00::/8, fd12::1, true", "fd00::/8, fc12::1, false",
			"0.0.0.0/0, 10.0.0.1, true", "0.0.0.0/0, ::1, false", "::1, ::1, true", "127.0.0.0/8, ::1, false" })
	void allowsWhenNetworkIsAllowedThenItsAddressesOverTls(String allowed, String address, boolean expected)
			throws UnknownHostException {
		assertThat(allows(new AddressGuard(List.of(allowed)), Transport.TLS, address)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "127.0.0.0/8, 127.0.0.1, true", "::1/128, ::1, true", "10.0.0.0/8, 10.0.0.1, false",
			"0.0.0.0/0, 1.1.1.1, false" })
	void allowsWhenPlainThenLoopbackOnly(String allowed, String address, boolean expected) throws UnknownHostException {
		assertThat(allows(new AddressGuard(List.of(allowed)), Transport.PLAIN, address)).isEqualTo(expected);
	}

	@Test
	void allowsWhenEndpointIsNamedThenThatPortOnlyAndPlainToo() throws UnknownHostException {
		AddressGuard guard = new AddressGuard(List.of("App.internal:8080", "[fd00::1]:8443"));
		InetAddress inner = InetAddress.getByName("10.0.0.1");
		assertThat(guard.allows(Transport.PLAIN, "app.Internal", 8080, inner)).isTrue();
		assertThat(guard.allows(Transport.TLS, "app.internal", 8080, inner)).isTrue();
		assertThat(guard.allows(Transport.TLS, "app.internal", 8081, inner)).isFalse();
		assertThat(guard.allows(Transport.TLS, "10.0.0.1", 8080, inner)).isFalse();
		assertThat(guard.allows(Transport.TLS, "[fd00::1]", 8443, InetAddress.getByName("fd00::1"))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "app.internal", "10.0.0.0/33", "::/129", "300.1.1.1", "http://app.internal:80",
			"app.internal:0", "app.internal:123456", "10.0.0.0/", "*" })
	void newWhenEntryIsNotUnderstoodThenSaysWhich(String entry) {
		assertThatIllegalArgumentException().isThrownBy(() -> new AddressGuard(List.of(entry)))
			.withMessageContaining("'" + entry + "'");
	}

	private static boolean allows(AddressGuard guard, Transport transport, String address) throws UnknownHostException {
		return guard.allows(transport, "app.test", 443, InetAddress.getByName(address));
	}

}
