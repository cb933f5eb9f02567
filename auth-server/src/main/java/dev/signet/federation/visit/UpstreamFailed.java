package dev.signet.federation.visit;

import java.util.Map;
import java.util.Optional;

import dev.signet.federation.call.FailureReason;
import dev.signet.federation.provider.Provider;
import org.jspecify.annotations.Nullable;

/**
 * A visit to a provider came to nothing. It is checked, because it is everyday life: each
 * reason has its page, with a way on.
 */
public final class UpstreamFailed extends Exception {

	private final FailureReason reason;

	private final transient @Nullable UpstreamFlow flow;

	private final transient @Nullable Provider provider;

	private final transient @Nullable Map<String, Object> claims;

	UpstreamFailed(FailureReason reason, String detail, @Nullable Provider provider, @Nullable UpstreamFlow flow,
			@Nullable Throwable cause) {
		this(reason, detail, provider, flow, cause, null);
	}

	private UpstreamFailed(FailureReason reason, String detail, @Nullable Provider provider,
			@Nullable UpstreamFlow flow, @Nullable Throwable cause, @Nullable Map<String, Object> claims) {
		super(detail, cause);
		this.reason = reason;
		this.flow = flow;
		this.provider = provider;
		this.claims = claims;
	}

	/** The same of a visit from which something came. */
	UpstreamFailed with(Map<String, Object> came) {
		return new UpstreamFailed(this.reason, detail(), this.provider, this.flow, getCause(), came);
	}

	/** Which page to show. */
	public FailureReason reason() {
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

	/**
	 * All that came, when it makes nobody who is let in; of visits to
	 * {@link FlowPurpose#TRY} only.
	 */
	public Optional<Map<String, Object>> claims() {
		return Optional.ofNullable(this.claims);
	}

	/** What exactly went wrong, in English, for administrators. It holds no secret. */
	public String detail() {
		String detail = getMessage();
		return (detail != null) ? detail : this.reason.name();
	}

}
