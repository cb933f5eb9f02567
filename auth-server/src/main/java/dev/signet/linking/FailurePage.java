package dev.signet.linking;

import java.util.Locale;
import java.util.Optional;

import dev.signet.federation.call.FailureReason;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.visit.FlowPurpose;
import dev.signet.federation.visit.UpstreamFailed;
import dev.signet.federation.visit.UpstreamFlow;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import dev.signet.refusal.RefusedRequests;
import dev.signet.signin.journey.PendingRequest;
import dev.signet.signin.journey.ResumedJourney;
import dev.signet.signin.journey.WaitingRequest;
import dev.signet.web.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.servlet.HandlerMapping;

/**
 * The pages of visits that came to nothing, each with its own words, a way on that keeps
 * what the sign-in was for, and the reference under which administrators find the rest. A
 * provider that has trouble is no 5xx of ours: whoever watches this server would take it
 * for ill.
 */
@Component
class FailurePage {

	private final RefusedRequests refusedRequests;

	private final ResumedJourney journey;

	private final WaitingRequest waitingRequest;

	FailurePage(RefusedRequests refusedRequests, ResumedJourney journey, WaitingRequest waitingRequest) {
		this.refusedRequests = refusedRequests;
		this.journey = journey;
		this.waitingRequest = waitingRequest;
	}

	/** Tells of a visit that failed. */
	String show(UpstreamFailed failed, HttpServletRequest request, HttpServletResponse response, Model model) {
		return show(Failure.of(failed.reason()), failed.detail(), failed.provider().orElse(null),
				failed.flow().orElse(null), request, response, model);
	}

	/**
	 * Tells of a visit that failed.
	 * @param detail what administrators read, without secrets
	 * @param flow the visit, or null when it is not known; then the request may say what
	 * the sign-in is for
	 */
	String show(Failure failure, String detail, @Nullable Provider provider, @Nullable UpstreamFlow flow,
			HttpServletRequest request, HttpServletResponse response, Model model) {
		if (flow != null) {
			this.journey.resume(flow.pendingRequest(), flow.next(), request, response);
		}
		Optional<PendingRequest> pending = this.waitingRequest.findOrRestart(request, response);
		this.refusedRequests.record(RequestId.of(request), endpoint(request, provider),
				RefusalError.of(failure.refusal(), detail), pending.map(PendingRequest::clientId).orElse(null),
				Optional::empty);
		this.journey.carryOn(request, response, model);
		response.setStatus(failure.status().value());
		model.addAttribute("failure", failure.tag());
		model.addAttribute("provider", (provider != null) ? provider.name() : null);
		model.addAttribute("ofSignIn", flow == null || flow.purpose() == FlowPurpose.SIGN_IN);
		model.addAttribute("wayOn", wayOn(flow, request, response));
		model.addAttribute("reference", RequestId.of(request));
		return "linking/failed";
	}

	/** The route, unless a provider is known: what is no alias may be anything. */
	private static String endpoint(HttpServletRequest request, @Nullable Provider provider) {
		return (provider != null) ? request.getRequestURI()
				: String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
	}

	private String wayOn(@Nullable UpstreamFlow flow, HttpServletRequest request, HttpServletResponse response) {
		if (flow == null || flow.purpose() == FlowPurpose.SIGN_IN) {
			return this.journey.by("/signin", request, response);
		}
		return (flow.purpose() == FlowPurpose.TRY) ? "/admin/providers/" + flow.providerId() : "/account/providers";
	}

	/** What can go wrong. The tags stand in the keys of messages. */
	enum Failure {

		CANCELLED(Refusal.UPSTREAM_CANCELLED, HttpStatus.FORBIDDEN),

		WRONG_STATE(Refusal.UPSTREAM_STATE, HttpStatus.BAD_REQUEST),

		EXPIRED(Refusal.UPSTREAM_EXPIRED, HttpStatus.BAD_REQUEST),

		REFUSED_BY_PROVIDER(Refusal.UPSTREAM_REFUSED, HttpStatus.FAILED_DEPENDENCY),

		PROVIDER_DOWN(Refusal.UPSTREAM_DOWN, HttpStatus.FAILED_DEPENDENCY),

		NOTHING_USABLE(Refusal.UPSTREAM_UNUSABLE, HttpStatus.FAILED_DEPENDENCY),

		NOT_ALLOWED(Refusal.UPSTREAM_NOT_ALLOWED, HttpStatus.FORBIDDEN),

		/**
		 * Somebody who wants to link signed in too long ago, or is another one by now.
		 */
		NOT_SIGNED_IN(Refusal.UPSTREAM_NOT_ALLOWED, HttpStatus.FORBIDDEN),

		/** Who was to sign in anew came back, and nothing says that they did. */
		NOT_FRESH(Refusal.UPSTREAM_NOT_ALLOWED, HttpStatus.FORBIDDEN),

		/** Who comes is linked to another account. */
		TAKEN(Refusal.UPSTREAM_LINK_TAKEN, HttpStatus.CONFLICT),

		/** A proof, or an account that is not made yet, was finished or is too old. */
		GONE(Refusal.UPSTREAM_ARRIVAL_GONE, HttpStatus.GONE);

		private final Refusal refusal;

		private final HttpStatus status;

		Failure(Refusal refusal, HttpStatus status) {
			this.refusal = refusal;
			this.status = status;
		}

		static Failure of(FailureReason reason) {
			return switch (reason) {
				case CANCELLED -> CANCELLED;
				case WRONG_STATE -> WRONG_STATE;
				case EXPIRED -> EXPIRED;
				case REFUSED_BY_PROVIDER -> REFUSED_BY_PROVIDER;
				case PROVIDER_DOWN -> PROVIDER_DOWN;
				case NOTHING_USABLE -> NOTHING_USABLE;
				case NOT_ALLOWED -> NOT_ALLOWED;
			};
		}

		Refusal refusal() {
			return this.refusal;
		}

		HttpStatus status() {
			return this.status;
		}

		String tag() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

}
