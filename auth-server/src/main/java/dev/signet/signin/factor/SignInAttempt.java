package dev.signet.signin.factor;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import dev.signet.account.AccountGeneration;
import dev.signet.account.AccountId;
import dev.signet.account.Factor;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in that is not whole yet: the first factor is proved, and the second one is to
 * come, or the decision to keep an account that is to be deleted.
 *
 * @param cookieDigest names it
 * @param account whose sign-in it is, as the account was when it began
 * @param username the name shown on the page
 * @param factor what was proved, and when
 * @param sessionId the session to which the second factor is added, or null when one is
 * to be opened
 * @param remembered whether that session outlives the browser
 * @param triesLeft whether a code may still be typed
 * @param roles the roles that the person holds
 * @param second the second factor, once it is proved; null before, and where none is
 * needed
 * @param deletionDate when the account is to be deleted, or null
 */
public record SignInAttempt(byte[] cookieDigest, AccountGeneration account, String username, Factor factor,
		@Nullable UUID sessionId, boolean remembered, boolean triesLeft, Set<String> roles, @Nullable Factor second,
		@Nullable Instant deletionDate) {

	public SignInAttempt {
		roles = Set.copyOf(roles);
	}

	/** Names it as well, where a name is to be a UUID. */
	public UUID id() {
		ByteBuffer digest = ByteBuffer.wrap(this.cookieDigest);
		return new UUID(digest.getLong(), digest.getLong());
	}

	/** Whose sign-in it is. */
	public AccountId accountId() {
		return this.account.accountId();
	}

	/** What was proved so far. */
	public List<Factor> factors() {
		return Stream.of(this.factor, this.second).filter(Objects::nonNull).toList();
	}

	/** Whether the person must decide to keep the account before a session opens. */
	public boolean toBeDeleted() {
		return this.deletionDate != null;
	}

	/** Without the digest: this text may end up in a log. */
	@Override
	public String toString() {
		return "SignInAttempt[accountId=" + accountId() + "]";
	}

}
