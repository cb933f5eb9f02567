package dev.signet.linking;

import java.net.URI;
import java.util.Optional;

import dev.signet.account.SignedInAccount;
import dev.signet.federation.visit.FlowPurpose;
import dev.signet.federation.visit.UpstreamAnswer;
import dev.signet.federation.visit.UpstreamFailed;
import dev.signet.federation.visit.UpstreamFlow;
import dev.signet.federation.visit.UpstreamFlows;
import dev.signet.session.BrowserKey;
import dev.signet.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Where providers send people back to (RFC 6749 §4.1.2). An answer counts once, in the
 * browser that went there.
 */
@Controller
class CallbackController {

	private final UpstreamFlows flows;

	private final BrowserKey browserKey;

	private final Reception reception;

	private final LinkAnswers links;

	private final TrialAnswers trials;

	private final FailurePage failurePage;

	CallbackController(UpstreamFlows flows, BrowserKey browserKey, Reception reception, LinkAnswers links,
			TrialAnswers trials, FailurePage failurePage) {
		this.flows = flows;
		this.browserKey = browserKey;
		this.reception = reception;
		this.links = links;
		this.trials = trials;
		this.failurePage = failurePage;
	}

	@GetMapping("/signin/with/{alias}/callback")
	String answer(@PathVariable String alias, @AuthenticationPrincipal @Nullable SignedInAccount current,
			HttpServletRequest request, HttpServletResponse response, Model model, RedirectAttributes redirect) {
		try {
			UpstreamAnswer answer = this.flows.finish(alias, request.getParameterMap(),
					this.browserKey.digest(request));
			return switch (answer.flow().purpose()) {
				case SIGN_IN -> this.reception.receive(answer, request, response, model);
				case LINK -> this.links.link(answer, current, request, response, model, redirect);
				case TRY -> this.trials.keep(answer, current, request, response, model);
			};
		}
		catch (UpstreamFailed ex) {
			Optional<UpstreamFlow> trial = ex.flow().filter((flow) -> flow.purpose() == FlowPurpose.TRY);
			return trial.isPresent() ? this.trials.fail(ex, trial.get(), current, request, response, model)
					: this.failurePage.show(ex, request, response, model);
		}
	}

	/**
	 * A cross-site POST brings no cookie, so it belongs to no browser yet: come back by
	 * GET.
	 */
	@PostMapping("/signin/with/{alias}/callback")
	@Nullable String posted(@PathVariable String alias, HttpServletRequest request, HttpServletResponse response, Model model) {
		try {
			URI back = this.flows.keepPosted(alias, request.getParameterMap());
			SeeOther.send(response, back.toString());
			return null;
		}
		catch (UpstreamFailed ex) {
			return this.failurePage.show(ex, request, response, model);
		}
	}

}
