package dev.signet.linking;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

import dev.signet.key.MasterKey;

import org.springframework.stereotype.Component;

/**
 * Addresses of providers that a browser carries from the form that begins a visit to the
 * page that leads on. It can neither read nor change them, and they cost no row.
 */
@Component
class SealedAddresses {

	private static final Duration LIFETIME = Duration.ofMinutes(2);

	private final MasterKey masterKey;

	private final Clock clock;

	SealedAddresses(MasterKey masterKey, Clock clock) {
		this.masterKey = masterKey;
		this.clock = clock;
	}

	/** Seals an address for two minutes, for one browser. */
	String seal(URI address, byte[] browser) {
		byte[] bytes = address.toString().getBytes(StandardCharsets.UTF_8);
		byte[] plain = ByteBuffer.allocate(Long.BYTES + bytes.length)
			.putLong(this.clock.instant().plus(LIFETIME).getEpochSecond())
			.put(bytes)
			.array();
		return this.masterKey.seal(plain, context(browser));
	}

	/** The address; empty for anything that was not sealed here, and when it is late. */
	Optional<URI> open(String sealed, byte[] browser) {
		return this.masterKey.open(sealed, context(browser)).flatMap(this::inTime);
	}

	private Optional<URI> inTime(byte[] opened) {
		ByteBuffer plain = ByteBuffer.wrap(opened);
		boolean inTime = plain.getLong() > this.clock.instant().getEpochSecond();
		return inTime ? Optional.of(URI.create(StandardCharsets.UTF_8.decode(plain).toString())) : Optional.empty();
	}

	private static String context(byte[] browser) {
		return "departure of " + HexFormat.of().formatHex(browser);
	}

}
