package dev.signet.proof;

import java.time.Instant;

/**
 * How often somebody has asked and is not forgotten for.
 *
 * @param asker who, and for what
 * @param times how often
 * @param until when it is forgotten
 */
public record AskedBefore(Asker asker, int times, Instant until) {

	/** Whether there is no room for one more. */
	public boolean held() {
		return this.times >= this.asker.most();
	}

}
