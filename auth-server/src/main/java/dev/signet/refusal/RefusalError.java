package dev.signet.refusal;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.OAuth2Error;

/**
 * A refusal on its way through the framework: the standard error for the client, and
 * besides what came and what was expected, which only the client's owners and
 * administrators may read. No secret, code or token ever stands in either.
 */
public final class RefusalError extends OAuth2Error {

	@Serial
	private static final long serialVersionUID = 1L;

	private final Refusal refusal;

	private final @Nullable String came;

	private final @Nullable String expected;

	private RefusalError(Refusal refusal, String error, @Nullable String came, @Nullable String expected) {
		super(error, refusal.rule(), null);
		this.refusal = refusal;
		this.came = came;
		this.expected = expected;
	}

	/** A refusal with nothing more to say. */
	public static RefusalError of(Refusal refusal) {
		return new RefusalError(refusal, refusal.error(), null, null);
	}

	/**
	 * A refusal with what came.
	 * @param came the offending value, or null when nothing came; never a secret
	 */
	public static RefusalError of(Refusal refusal, @Nullable String came) {
		return new RefusalError(refusal, refusal.error(), came, null);
	}

	/**
	 * A refusal with what came and what would have been right.
	 * @param came the offending value, or null when nothing came; never a secret
	 * @param expected what would have been accepted
	 */
	public static RefusalError of(Refusal refusal, @Nullable String came, @Nullable String expected) {
		return new RefusalError(refusal, refusal.error(), came, expected);
	}

	/**
	 * A refusal by a rule that has no name in the list.
	 * @param error the standard error code that the client reads
	 */
	public static RefusalError other(String error) {
		return new RefusalError(Refusal.OTHER, error, null, null);
	}

	/** The same without what came and what was expected. */
	public RefusalError withoutValues() {
		return new RefusalError(this.refusal, getErrorCode(), null, null);
	}

	/** Its name in the list. */
	public Refusal refusal() {
		return this.refusal;
	}

	/** What came, or null. */
	public @Nullable String came() {
		return this.came;
	}

	/** What would have been accepted, or null when the rule says it all. */
	public @Nullable String expected() {
		return this.expected;
	}

}
