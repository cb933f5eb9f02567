package dev.signet.signin;

import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.account.Factor;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in that is not whole yet: the first factor is proved, the second one is to come.
 *
 * @param cookieDigest names it
 * @param accountId whose sign-in it is
 * @param username the name shown on the page
 * @param factor what was proved, and when
 * @param sessionId the session to which the second factor is added, or null when one is
 * to be opened
 * @param remembered whether that session outlives the browser
 */
record SignInAttempt(byte[] cookieDigest, AccountId accountId, String username, Factor factor, @Nullable UUID sessionId,
		boolean remembered) {

	/** Without the digest: this text may end up in a log. */
	@Override
	public String toString() {
		return "SignInAttempt[accountId=" + this.accountId + "]";
	}

}
