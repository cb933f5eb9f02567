package dev.signet.federation.look;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import dev.signet.federation.call.Deadline;
import dev.signet.federation.call.UpstreamTrouble;
import dev.signet.federation.check.Check;
import dev.signet.federation.check.Finding;
import dev.signet.outbound.OutboundAnswer;
import org.jspecify.annotations.Nullable;

/**
 * How long a look at a provider may take: ten seconds for a call, twenty for all. It also
 * notes what time it is over there, which each answer tells (RFC 9110 §6.6.1).
 */
final class LookBudget {

	private static final Duration CALL = Duration.ofSeconds(10);

	private static final Duration ALL = Duration.ofSeconds(20);

	/** How many seconds clocks may differ before it is worth a word. */
	private static final long WARNED = 60;

	/** The same before sign-ins fail: tokens are good for minutes. */
	private static final long FAILED = 300;

	private final Duration call;

	private final Deadline all;

	private final Clock clock;

	private @Nullable Instant there;

	private @Nullable Instant here;

	LookBudget(Clock clock) {
		this(CALL, ALL, clock);
	}

	LookBudget(Duration call, Duration all, Clock clock) {
		this.call = call;
		this.all = Deadline.in(all);
		this.clock = clock;
	}

	/**
	 * The time for one more call.
	 * @throws UpstreamTrouble when none is left
	 */
	Deadline call() throws UpstreamTrouble {
		Duration left = this.all.left();
		return Deadline.in((left.compareTo(this.call) < 0) ? left : this.call);
	}

	/** Notes the time of an answer that has just come; a later one counts more. */
	void note(OutboundAnswer answer) {
		Instant told = answer.sentAt();
		if (told != null) {
			this.there = told;
			this.here = this.clock.instant();
		}
	}

	/** Tells whether the clocks agree. */
	void tell(Lines lines) {
		Instant theirs = this.there;
		Instant ours = this.here;
		if (theirs == null || ours == null) {
			lines.add(Check.CLOCK, Finding.NOT_TOLD);
			return;
		}
		long seconds = Duration.between(theirs, ours).abs().toSeconds();
		lines.add(Check.CLOCK, finding(seconds), String.valueOf(seconds), text(theirs), text(ours));
	}

	private static Finding finding(long seconds) {
		if (seconds > FAILED) {
			return Finding.CLOCKS_WRONG;
		}
		return (seconds > WARNED) ? Finding.CLOCKS_DIFFER : Finding.CLOCKS_AGREE;
	}

	private static String text(Instant time) {
		return Instant.ofEpochSecond(time.getEpochSecond()).toString();
	}

}
