package dev.signet.admin.web;

import dev.signet.account.SignedInAccount;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.trial.Trial;
import dev.signet.federation.trial.Trials;
import dev.signet.federation.visit.FlowPurpose;
import dev.signet.federation.visit.UpstreamFailed;
import dev.signet.federation.visit.UpstreamFlows;
import dev.signet.session.BrowserKey;
import dev.signet.signin.recent.RecentSignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Lets an administrator visit a provider as somebody who signs in would, and shows all
 * that came back and what would become of it. Nothing does.
 */
@Controller
@RequestMapping("/admin/providers/{id}")
class ProviderTryController {

	private final ProviderViews views;

	private final UpstreamFlows flows;

	private final Trials trials;

	private final OutcomeViews outcomes;

	private final BrowserKey browserKey;

	ProviderTryController(ProviderViews views, UpstreamFlows flows, Trials trials, OutcomeViews outcomes,
			BrowserKey browserKey) {
		this.views = views;
		this.flows = flows;
		this.trials = trials;
		this.outcomes = outcomes;
		this.browserKey = browserKey;
	}

	@RecentSignIn
	@GetMapping("/try")
	String ask(@PathVariable String id, Model model) {
		return show(this.views.provider(id), model);
	}

	/** The address is another site's, to which a form must not lead by itself. */
	@RecentSignIn
	@PostMapping("/try")
	String leave(@PathVariable String id, @AuthenticationPrincipal SignedInAccount administrator,
			HttpServletRequest request, HttpServletResponse response, Model model) {
		Provider provider = this.views.provider(id);
		try {
			model.addAttribute("address",
					this.flows
						.begin(provider, FlowPurpose.TRY, administrator.accountId(), null,
								"/admin/providers/" + provider.id() + "/trial", false, null,
								this.browserKey.digestOrCreate(request, response))
						.toString());
			model.addAttribute("provider", provider.name());
			return "linking/leave";
		}
		catch (UpstreamFailed ex) {
			model.addAttribute("failed", ex.reason().name());
			model.addAttribute("detail", ex.detail());
			return show(provider, model);
		}
	}

	/**
	 * What came back to this administrator. Claims are somebody's own, so another one's
	 * trial is not shown.
	 */
	@GetMapping("/trial")
	String result(@PathVariable String id, @AuthenticationPrincipal SignedInAccount administrator, Model model) {
		Provider provider = this.views.provider(id);
		Trial trial = this.trials.latest(provider.id(), administrator.accountId()).orElse(null);
		if (trial == null) {
			model.addAttribute("none", true);
			return show(provider, model);
		}
		model.addAttribute("provider", this.views.of(provider));
		model.addAttribute("trial", trial);
		model.addAttribute("outdated", trial.version() != provider.version());
		if (trial.refused() == null) {
			model.addAttribute("outcome", this.outcomes.of(provider, trial.person()));
		}
		model.addAttribute("claims", ClaimRow.of(trial.person().claims()));
		return "admin/provider-trial";
	}

	private String show(Provider provider, Model model) {
		model.addAttribute("provider", this.views.of(provider));
		return "admin/provider-try";
	}

}
