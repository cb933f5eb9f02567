package dev.signet.linking;

import dev.signet.account.Roles;
import dev.signet.account.SignedInAccount;
import dev.signet.federation.trial.Trials;
import dev.signet.federation.visit.UpstreamAnswer;
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
		if (current == null || !current.accountId().equals(answer.flow().accountId())
				|| !current.roles().contains(Roles.ADMIN)) {
			return this.failurePage.show(FailurePage.Failure.NOT_SIGNED_IN, "Who is signed in is not who went there",
					answer.provider(), answer.flow(), request, response, model);
		}
		this.trials.keep(answer);
		return "redirect:/admin/providers/" + answer.provider().id() + "/trial";
	}

}
