package dev.signet.linking;

import dev.signet.account.Roles;
import dev.signet.account.SignedInAccount;
import dev.signet.federation.trial.Trials;
import dev.signet.federation.visit.UpstreamAnswer;
import dev.signet.federation.visit.UpstreamFailed;
import dev.signet.federation.visit.UpstreamFlow;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * Ends the visits by which administrators try a provider: what came is kept for them to
 * look at, and nothing else becomes of it.
 */
@Component
class TrialAnswers {

	private final Trials trials;

	private final FailurePage failurePage;

	TrialAnswers(Trials trials, FailurePage failurePage) {
		this.trials = trials;
		this.failurePage = failurePage;
	}

	/** Keeps what came, for the administrator who went there. */
	String keep(UpstreamAnswer answer, @Nullable SignedInAccount current, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		if (!went(current, answer.flow())) {
			return this.failurePage.show(FailurePage.Failure.NOT_SIGNED_IN, "Who is signed in is not who went there",
					answer.provider(), answer.flow(), request, response, model);
		}
		this.trials.keep(answer);
		return result(answer.flow());
	}

	/**
	 * Tells the administrator who went there what failed. What came all the same is kept
	 * for them to look at.
	 */
	String fail(UpstreamFailed failed, UpstreamFlow flow, @Nullable SignedInAccount current, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		boolean own = went(current, flow);
		if (own && this.trials.keepRefused(failed)) {
			return result(flow);
		}
		if (own) {
			model.addAttribute("detail", failed.detail());
		}
		return this.failurePage.show(failed, request, response, model);
	}

	private static boolean went(@Nullable SignedInAccount current, UpstreamFlow flow) {
		return current != null && current.accountId().equals(flow.accountId()) && current.roles().contains(Roles.ADMIN);
	}

	private static String result(UpstreamFlow flow) {
		return "redirect:/admin/providers/" + flow.providerId() + "/trial";
	}

}
