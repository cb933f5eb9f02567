package dev.signet.federation;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A visit to a provider came to nothing. It is checked, because it is everyday life: each
 * reason has its page, with a way on.
 */
public final class UpstreamFailed extends Exception {

	private final Reason reason;

	private final transient @Nullable UpstreamFlow flow;

	private final transient @Nullable Provider provider;

	UpstreamFailed(Reason reason, String detail, @Nullable Provider provider, @Nullable UpstreamFlow flow,
			@Nullable Throwable cause) {
		super(detail, cause);
		this.reason = reason;
		this.flow = flow;
		this.provider = provider;
	}

	/** Which page to show. */
	public Reason reason() {
		return this.reason;
	}

	/** The visit, when it is known to be one of this browser. */
	public Optional<UpstreamFlow> flow() {
		return Optional.ofNullable(this.flow);
	}

	/** The provider, when it is known. */
	public Optional<Provider> provider() {
		return Optional.ofNullable(this.provider);
	}

	/** What exactly went wrong, in English, for administrators. It holds no secret. */
	public String detail() {
		String detail = getMessage();
		return (detail != null) ? detail : this.reason.name();
	}

	/** Why. The names are recorded; never rename one. */
	public enum Reason {

		/** The person said no over there. */
		CANCELLED,

		/** The answer belongs to no visit of this browser, or to one answered before. */
		WRONG_STATE,

		/** It took longer than ten minutes. */
		EXPIRED,

		/** The provider answered with an error: the set-up is wrong, here or there. */
		REFUSED_BY_PROVIDER,

		/** The provider cannot be reached, is too slow, or has trouble. */
		PROVIDER_DOWN,

		/** What came back is broken, or does not prove what it must. */
		NOTHING_USABLE,

		/** It is proved who it is, but this provider's settings do not let them in. */
		NOT_ALLOWED

	}

}
