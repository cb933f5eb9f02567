package dev.signet.federation.call;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.modulith.NamedInterface;

/**
 * A step with a provider came to nothing. It becomes {@code UpstreamFailed}, or a line of
 * a check. The sentence holds no secret; what it cites of the other side is foreign text.
 */
@NamedInterface("call")
public final class UpstreamTrouble extends Exception {

	private static final int LONGEST_CITED = 200;

	private final FailureReason reason;

	private final Health health;

	private final @Nullable String error;

	private UpstreamTrouble(FailureReason reason, String detail, Health health, @Nullable String error,
			@Nullable Throwable cause) {
		super(detail, cause);
		this.reason = reason;
		this.health = health;
		this.error = error;
	}

	/** One that the provider's answer, or what is set about it, brought about. */
	public static UpstreamTrouble of(FailureReason reason, String detail) {
		return new UpstreamTrouble(reason, detail, Health.THERE, null, null);
	}

	/** One that is found out by an exception. */
	public static UpstreamTrouble of(FailureReason reason, String detail, Throwable cause) {
		return new UpstreamTrouble(reason, detail, Health.THERE, null, cause);
	}

	/** An error of the protocol (RFC 6749 §5.2). */
	public static UpstreamTrouble error(String error, String detail) {
		return new UpstreamTrouble(FailureReason.REFUSED_BY_PROVIDER, detail, Health.THERE, error, null);
	}

	/** Nobody answers there: it counts against the provider's health. */
	public static UpstreamTrouble away(String detail, @Nullable Throwable cause) {
		return new UpstreamTrouble(FailureReason.PROVIDER_DOWN, detail, Health.AWAY, null, cause);
	}

	/** Nobody was called: it tells nothing about the provider's health. */
	public static UpstreamTrouble notCalled(String detail, @Nullable Throwable cause) {
		return new UpstreamTrouble(FailureReason.PROVIDER_DOWN, detail, Health.UNKNOWN, null, cause);
	}

	/** Foreign text as far as it may be cited. */
	public static String cited(@Nullable Object foreign) {
		String text = (foreign != null) ? foreign.toString() : "";
		return text.substring(0, Math.min(text.length(), LONGEST_CITED));
	}

	/** What it means to the person. */
	public FailureReason reason() {
		return this.reason;
	}

	/** Whether nobody answers there. */
	public boolean away() {
		return this.health == Health.AWAY;
	}

	/** Whether nobody was called. */
	public boolean notCalled() {
		return this.health == Health.UNKNOWN;
	}

	/**
	 * The code of the provider's error, if it gave one, such as {@code invalid_client}.
	 */
	public Optional<String> error() {
		return Optional.ofNullable(this.error);
	}

	/** What exactly happened. */
	public String detail() {
		String detail = getMessage();
		return (detail != null) ? detail : this.reason.name();
	}

	/** What it tells about the provider. */
	private enum Health {

		THERE, AWAY, UNKNOWN

	}

}
