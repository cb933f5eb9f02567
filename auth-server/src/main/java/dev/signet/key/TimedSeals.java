package dev.signet.key;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Seals what a browser carries in a form or an address for a while. It can neither read
 * nor change it, and it costs no row.
 */
public final class TimedSeals {

	private final MasterKey masterKey;

	private final Clock clock;

	TimedSeals(MasterKey masterKey, Clock clock) {
		this.masterKey = masterKey;
		this.clock = clock;
	}

	/**
	 * Seals it, with the moment.
	 * @param context what it is for, and for whom; it opens for nothing else
	 */
	public String seal(byte[] plain, String context) {
		byte[] dated = ByteBuffer.allocate(Long.BYTES + plain.length)
			.putLong(this.clock.instant().toEpochMilli())
			.put(plain)
			.array();
		return this.masterKey.seal(dated, context);
	}

	/**
	 * What was sealed; empty for anything else, for what another master key sealed, and
	 * when the time is up.
	 * @param lifetime how long it counts from the moment at which it was sealed
	 */
	public Optional<Opened> open(String sealed, String context, Duration lifetime) {
		return this.masterKey.open(sealed, context)
			.map(Opened::read)
			.filter((opened) -> opened.at().plus(lifetime).isAfter(this.clock.instant()));
	}

	/**
	 * What was sealed, and when.
	 *
	 * @param at the moment, in milliseconds
	 * @param plain what was sealed
	 */
	public record Opened(Instant at, byte[] plain) {

		private static Opened read(byte[] dated) {
			return new Opened(Instant.ofEpochMilli(ByteBuffer.wrap(dated).getLong()),
					Arrays.copyOfRange(dated, Long.BYTES, dated.length));
		}

	}

}
