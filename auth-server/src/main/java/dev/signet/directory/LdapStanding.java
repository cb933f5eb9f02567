package dev.signet.directory;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads how an account stands: from the flags and times of Active Directory, from those
 * of the password policy of OpenLDAP (draft-behera-ldap-password-policy-10 §5.3), and
 * from the lock of 389 Directory Server. What is not there, or may not be read, says
 * nothing.
 */
final class LdapStanding {

	private static final String CONTROL = "userAccountControl";

	private static final String COMPUTED = "msDS-User-Account-Control-Computed";

	private static final String EXPIRES = "accountExpires";

	private static final String LOCKED_AT = "pwdAccountLockedTime";

	private static final String ENDS = "pwdEndTime";

	private static final String LOCK = "nsAccountLock";

	/** What is to be read, much of it only if it is named. */
	static final List<String> ATTRIBUTES = List.of(CONTROL, COMPUTED, EXPIRES, LOCKED_AT, ENDS, LOCK);

	private static final int DISABLED = 0x2;

	private static final int LOCKED_OUT = 0x10;

	private static final int PASSWORD_EXPIRED = 0x800000;

	private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

	/** Until somebody opens it (§5.3.3). */
	private static final Pattern FOR_GOOD = Pattern.compile("00000101\\d*Z");

	/** Seconds from the year 1601, in which Active Directory begins to count. */
	private static final long EPOCH = 11_644_473_600L;

	private static final long STEPS_IN_A_SECOND = 10_000_000;

	private static final int LENGTH_OF_TIME = 14;

	private LdapStanding() {
	}

	static DirectoryStanding of(LdapEntry entry, Instant now) {
		long computed = number(entry, COMPUTED).orElse(0L);
		if (flagged(number(entry, CONTROL).orElse(0L), DISABLED)
				|| entry.text(LOCK).filter("true"::equalsIgnoreCase).isPresent()) {
			return DirectoryStanding.DISABLED;
		}
		if (end(entry).filter((end) -> !end.isAfter(now)).isPresent()) {
			return DirectoryStanding.OVER;
		}
		Optional<String> lockedAt = entry.text(LOCKED_AT);
		if (lockedAt.filter((at) -> FOR_GOOD.matcher(at).matches()).isPresent()) {
			return DirectoryStanding.LOCKED;
		}
		if (flagged(computed, LOCKED_OUT) || lockedAt.isPresent()) {
			return DirectoryStanding.LOCKED_FOR_NOW;
		}
		return flagged(computed, PASSWORD_EXPIRED) ? DirectoryStanding.PASSWORD_EXPIRED : DirectoryStanding.OPEN;
	}

	private static boolean flagged(long flags, int flag) {
		return (flags & flag) != 0;
	}

	/** Zero is never, and so is a number that is too long, the largest one there is. */
	private static Optional<Instant> end(LdapEntry entry) {
		return number(entry, EXPIRES).filter((steps) -> steps > 0)
			.map((steps) -> Instant.ofEpochSecond(steps / STEPS_IN_A_SECOND - EPOCH))
			.or(() -> entry.text(ENDS).flatMap(LdapStanding::time));
	}

	private static Optional<Long> number(LdapEntry entry, String attribute) {
		return entry.text(attribute).filter((text) -> NUMBER.matcher(text).matches()).map(Long::parseLong);
	}

	/** Generalized time (RFC 4517 §3.3.13), as directories write it. */
	private static Optional<Instant> time(String text) {
		if (!text.endsWith("Z") || text.length() <= LENGTH_OF_TIME) {
			return Optional.empty();
		}
		try {
			return Optional.of(LocalDateTime
				.parse(text.substring(0, LENGTH_OF_TIME), DateTimeFormatter.ofPattern("uuuuMMddHHmmss"))
				.toInstant(ZoneOffset.UTC));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

}
