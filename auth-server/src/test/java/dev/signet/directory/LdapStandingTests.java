package dev.signet.directory;

import java.time.Instant;

import javax.naming.directory.BasicAttributes;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What flags and times of accounts mean. */
class LdapStandingTests {

	/** In Active Directory, that moment is 134079264000000000. */
	private static final Instant NOW = Instant.parse("2025-11-18T08:00:00Z");

	@ParameterizedTest
	@CsvSource({ "userAccountControl, 512, OPEN", "userAccountControl, 514, DISABLED",
			"userAccountControl, nonsense, OPEN", "accountExpires, 0, OPEN",
			"accountExpires, 9223372036854775807, OPEN", "accountExpires, 134079264010000000, OPEN",
			"accountExpires, 134079264000000000, OVER", "accountExpires, 1, OVER", "accountExpires, -1, OPEN",
			"msDS-User-Account-Control-Computed, 0, OPEN", "msDS-User-Account-Control-Computed, 16, LOCKED_FOR_NOW",
			"msDS-User-Account-Control-Computed, 8388608, PASSWORD_EXPIRED",
			"pwdAccountLockedTime, 000001010000Z, LOCKED", "pwdAccountLockedTime, 00000101000000Z, LOCKED",
			"pwdAccountLockedTime, 20251118075900Z, LOCKED_FOR_NOW", "pwdEndTime, 20251118075959Z, OVER",
			"pwdEndTime, 20251118075959.5Z, OVER", "pwdEndTime, 20251118080001Z, OPEN", "pwdEndTime, never, OPEN",
			"pwdEndTime, 20259999999999Z, OPEN", "nsAccountLock, TRUE, DISABLED", "nsAccountLock, false, OPEN",
			"description, 514, OPEN" })
	void standingWhenAttributeSaysSoThenThat(String attribute, String value, DirectoryStanding standing) {
		LdapEntry entry = new LdapEntry("uid=ada", new BasicAttributes(attribute, value));
		assertThat(LdapStanding.of(entry, NOW)).isEqualTo(standing);
	}

	@ParameterizedTest
	@CsvSource({ "OPEN, false", "LOCKED_FOR_NOW, false", "PASSWORD_EXPIRED, false", "DISABLED, true", "OVER, true",
			"LOCKED, true" })
	void outWhenItDoesNotEndByItselfThenTrue(DirectoryStanding standing, boolean out) {
		assertThat(standing.out()).isEqualTo(out);
	}

}
