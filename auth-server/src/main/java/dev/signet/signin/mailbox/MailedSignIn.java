package dev.signet.signin.mailbox;

import java.time.Instant;
import java.util.UUID;

import dev.signet.account.AccountGeneration;
import dev.signet.account.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * Somebody asked in a browser for a code to sign in with.
 *
 * @param id names it
 * @param account whose mailbox got the code, as the account is now, or null when none did
 * @param address where it went, or null
 * @param remembered whether the session outlives the browser
 * @param askedAt when it was asked for
 */
record MailedSignIn(UUID id, @Nullable AccountGeneration account, @Nullable EmailAddress address, boolean remembered,
		Instant askedAt) {

	/** Without the address. */
	@Override
	public String toString() {
		return "MailedSignIn[id=" + this.id + "]";
	}

}
