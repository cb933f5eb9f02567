package dev.signet.federation.call;

import java.time.Duration;

/** When somebody has waited long enough, however many calls it takes until then. */
public final class Deadline {

	private final long begun = System.nanoTime();

	private final Duration patience;

	private Deadline(Duration patience) {
		this.patience = patience;
	}

	/** One that begins now. */
	public static Deadline in(Duration patience) {
		return new Deadline(patience);
	}

	/** How long somebody has waited so far. */
	public Duration used() {
		return Duration.ofNanos(System.nanoTime() - this.begun);
	}

	/**
	 * How long the next call may take.
	 * @throws UpstreamTrouble when nothing is left
	 */
	public Duration left() throws UpstreamTrouble {
		Duration left = this.patience.minus(used());
		if (left.isNegative() || left.toMillis() == 0) {
			throw UpstreamTrouble.away("The answers took too long together.", null);
		}
		return left;
	}

}
