package dev.signet.linking;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

import dev.signet.key.TimedSeals;

import org.springframework.stereotype.Component;

/**
 * Addresses of providers that a browser carries from the form that begins a visit to the
 * page that leads on. It can neither read nor change them, and they cost no row.
 */
@Component
class SealedAddresses {

	private static final Duration LIFETIME = Duration.ofMinutes(2);

	private final TimedSeals seals;

	SealedAddresses(TimedSeals seals) {
		this.seals = seals;
	}

	/** Seals an address for two minutes, for one browser. */
	String seal(URI address, byte[] browser) {
		return this.seals.seal(address.toString().getBytes(StandardCharsets.UTF_8), context(browser));
	}

	/** The address; empty for anything that was not sealed here, and when it is late. */
	Optional<URI> open(String sealed, byte[] browser) {
		return this.seals.open(sealed, context(browser), LIFETIME)
			.map((opened) -> URI.create(new String(opened.plain(), StandardCharsets.UTF_8)));
	}

	private static String context(byte[] browser) {
		return "address for a departure of " + HexFormat.of().formatHex(browser);
	}

}
