package dev.signet.linking;

import java.util.Optional;
import java.util.UUID;

import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.federation.visit.UpstreamAnswer;
import dev.signet.linking.LinkingDecision.Reason;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import dev.signet.refusal.RefusedRequests;
import dev.signet.signin.journey.PendingRequest;
import dev.signet.signin.journey.ResumedJourney;
import dev.signet.signin.journey.WaitingRequest;
import dev.signet.web.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * Tells somebody whom the table refuses why, in one sentence, and what to do. Who is new
 * where nobody new gets in may have an account here all the same: they can prove it.
 */
@Component
class RefusalPage {

	private final Accounts accounts;

	private final Arrivals arrivals;

	private final RefusedRequests refusedRequests;

	private final WaitingRequest waitingRequest;

	private final ResumedJourney journey;

	RefusalPage(Accounts accounts, Arrivals arrivals, RefusedRequests refusedRequests, WaitingRequest waitingRequest,
			ResumedJourney journey) {
		this.accounts = accounts;
		this.arrivals = arrivals;
		this.refusedRequests = refusedRequests;
		this.waitingRequest = waitingRequest;
		this.journey = journey;
	}

	String refuse(UpstreamAnswer answer, LinkingPreview preview, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		Reason reason = preview.decision().reason();
		if (reason == Reason.ACCOUNT_OFF && awaitsApproval(preview)) {
			return "linking/waiting";
		}
		if (mayHaveAccount(reason)) {
			UUID id = this.arrivals.keep(Arrival.Purpose.PROVE, answer, null, request, response);
			model.addAttribute("arrival", id);
		}
		return show(answer.provider().name(), preview, request, response, model);
	}

	/** The page alone. */
	String show(String provider, LinkingPreview preview, HttpServletRequest request, HttpServletResponse response,
			Model model) {
		Reason reason = preview.decision().reason();
		record(request, response, reason + ", " + preview.inputs());
		this.journey.carryOn(request, response, model);
		response.setStatus(HttpStatus.FORBIDDEN.value());
		model.addAttribute("provider", provider);
		model.addAttribute("why", reason.personKey());
		model.addAttribute("wayOn", this.journey.by("/signin", request, response));
		model.addAttribute("recover", reason == Reason.NO_WAY_TO_PROVE);
		model.addAttribute("reference", RequestId.of(request));
		return "linking/refused";
	}

	private boolean awaitsApproval(LinkingPreview preview) {
		return preview.collidesWith().flatMap(this.accounts::find).filter(Account::awaitsApproval).isPresent();
	}

	private static boolean mayHaveAccount(Reason reason) {
		return switch (reason) {
			case CREATION_OFF, WRONG_DOMAIN, NO_ADDRESS -> true;
			default -> false;
		};
	}

	private void record(HttpServletRequest request, HttpServletResponse response, String detail) {
		this.refusedRequests.record(RequestId.of(request), request.getRequestURI(),
				RefusalError.of(Refusal.UPSTREAM_NOT_ALLOWED, detail),
				this.waitingRequest.findOrRestart(request, response).map(PendingRequest::clientId).orElse(null),
				Optional::empty);
	}

}
