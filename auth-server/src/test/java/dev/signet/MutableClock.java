package dev.signet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that runs like the real one and can be put forward or stopped. It is put right
 * again after each test. The database's own clock stays where it is.
 */
public final class MutableClock extends Clock {

	private volatile Duration offset = Duration.ZERO;

	private volatile Clock real = Clock.systemUTC();

	/** Puts the clock forward (or, with a negative duration, back). */
	public synchronized void advance(Duration duration) {
		this.offset = this.offset.plus(duration);
	}

	/** Shows the same time from now on, until it is put forward. */
	public void stop() {
		this.real = Clock.fixed(this.real.instant(), ZoneOffset.UTC);
	}

	/** Shows the real time again. */
	public void reset() {
		this.offset = Duration.ZERO;
		this.real = Clock.systemUTC();
	}

	@Override
	public Instant instant() {
		return this.real.instant().plus(this.offset);
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		throw new UnsupportedOperationException();
	}

}
