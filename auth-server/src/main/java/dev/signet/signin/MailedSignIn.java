package dev.signet.signin;

import java.time.Instant;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.account.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * Somebody asked in a browser for a code to sign in with.
 *
 * @param id names it
 * @param accountId whose mailbox got the code, or null when none did
 * @param address where it went, or null
 * @param remembered whether the session outlives the browser
 * @param askedAt when it was asked for
 */
record MailedSignIn(UUID id, @Nullable AccountId accountId, @Nullable EmailAddress address, boolean remembered,
		Instant askedAt) {

	/** Without the address. */
	@Override
	public String toString() {
		return "MailedSignIn[id=" + this.id + "]";
	}

}
