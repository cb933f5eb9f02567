package dev.signet.refusal;

import java.io.Serial;
import java.util.regex.Pattern;

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

	/** What an {@code error_description} may have in it (RFC 6749 §5.2). */
	private static final Pattern NAMES = Pattern.compile("[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]{1,100}");

	private final Refusal refusal;

	private final @Nullable String came;

	private final @Nullable String expected;

	private RefusalError(Refusal refusal, String error, @Nullable String came, @Nullable String expected) {
		super(error, sentence(refusal, came, expected), null);
		this.refusal = refusal;
		this.came = came;
		this.expected = expected;
	}

	/**
	 * The rule, and which parameter or scope broke it: a name that the client itself has
	 * sent, or should have.
	 */
	private static String sentence(Refusal refusal, @Nullable String came, @Nullable String expected) {
		String name = switch (refusal) {
			case PARAMETER_MISSING -> expected;
			case PARAMETER_REPEATED, PARAMETER_IN_QUERY, SCOPE_NOT_REGISTERED -> came;
			default -> null;
		};
		return (name != null && NAMES.matcher(name).matches()) ? refusal.rule() + ": " + name : refusal.rule();
	}

	/** The rule in words that the client may read, with the name that it is about. */
	public String sentence() {
		return sentence(this.refusal, this.came, this.expected);
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

	/** The same with the error code of another standard. */
	public RefusalError withError(String error) {
		return new RefusalError(this.refusal, error, this.came, this.expected);
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
