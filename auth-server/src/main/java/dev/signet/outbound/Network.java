package dev.signet.outbound;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A range of IP addresses (RFC 4632 §3.1).
 *
 * @param length the length of its addresses in bits: 32 or 128
 * @param value the bits that its addresses have in common, as a number
 * @param suffix how many bits of its addresses are free
 */
record Network(int length, BigInteger value, int suffix) {

	/** Literals only: nothing in it may need a look-up. */
	private static final Pattern NOTATION = Pattern
		.compile("(\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(?:/(\\d{1,3}))?");

	/** Reads a network or a single address; empty when the text is neither. */
	static Optional<Network> parse(String text) {
		Matcher notation = NOTATION.matcher(text);
		if (!notation.matches()) {
			return Optional.empty();
		}
		try {
			InetAddress address = InetAddress.getByName(notation.group(1));
			int length = address.getAddress().length * Byte.SIZE;
			int suffix = length - prefix(notation.group(2), length);
			return (suffix < 0) ? Optional.empty()
					: Optional.of(new Network(length, bits(address).shiftRight(suffix), suffix));
		}
		catch (UnknownHostException ex) {
			return Optional.empty();
		}
	}

	/** A network written in the code. */
	static Network of(String text) {
		return parse(text).orElseThrow();
	}

	boolean contains(InetAddress address) {
		return address.getAddress().length * Byte.SIZE == this.length
				&& bits(address).shiftRight(this.suffix).equals(this.value);
	}

	private static int prefix(@Nullable String text, int length) {
		return (text != null) ? Integer.parseInt(text) : length;
	}

	private static BigInteger bits(InetAddress address) {
		return new BigInteger(1, address.getAddress());
	}

}
