package dev.signet.session;

import java.time.Duration;
import java.time.Instant;

/**
 * How a session stands at the request that found it.
 *
 * @param longestPause the longest time for which it was not used since the person last
 * began a sign-in in it, up to this request; to the minute
 * @param endsAt when it ends unless it is used again
 * @param endsAtLatest when it ends however much it is used
 */
public record SessionTimes(Duration longestPause, Instant endsAt, Instant endsAtLatest) {

	/** Whether it ends then even if it is used again. */
	public boolean last() {
		return !this.endsAt.isBefore(this.endsAtLatest);
	}

}
