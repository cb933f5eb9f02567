package dev.signet.demo.client;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Moments and spans of time in words.
 */
final class Times {

	private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.UK)
		.withZone(ZoneOffset.UTC);

	private Times() {
	}

	static String moment(Instant instant) {
		return MOMENT.format(instant);
	}

	/** The two largest units that matter: "4 minutes 12 seconds", "2 days 3 hours". */
	static String between(Instant from, Instant to) {
		Duration span = Duration.between(from, to);
		if (span.toDays() > 0) {
			return join(span.toDays(), "day", span.toHoursPart(), "hour");
		}
		if (span.toHours() > 0) {
			return join(span.toHours(), "hour", span.toMinutesPart(), "minute");
		}
		if (span.toMinutes() > 0) {
			return join(span.toMinutes(), "minute", span.toSecondsPart(), "second");
		}
		return count(span.toSeconds(), "second");
	}

	private static String join(long large, String largeUnit, long small, String smallUnit) {
		return (small == 0) ? count(large, largeUnit) : count(large, largeUnit) + " " + count(small, smallUnit);
	}

	private static String count(long number, String unit) {
		return number + " " + unit + ((number == 1) ? "" : "s");
	}

}
