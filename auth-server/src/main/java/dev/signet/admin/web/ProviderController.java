package dev.signet.admin.web;

import java.util.Optional;

import dev.signet.checklist.Checklist;
import dev.signet.federation.look.ProviderChecks;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.trial.Trial;
import dev.signet.federation.trial.Trials;
import dev.signet.federation.visit.UpstreamFlows;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The page of one provider: how far it is, and the next step.
 */
@Controller
class ProviderController {

	private final ProviderViews views;

	private final ProviderChecks checks;

	private final Trials trials;

	private final UpstreamFlows flows;

	ProviderController(ProviderViews views, ProviderChecks checks, Trials trials, UpstreamFlows flows) {
		this.views = views;
		this.checks = checks;
		this.trials = trials;
		this.flows = flows;
	}

	@GetMapping("/admin/providers/{id}")
	String page(@PathVariable String id, Model model) {
		Provider provider = this.views.provider(id);
		Optional<Checklist> checklist = this.checks.last(provider.id())
			.filter((last) -> last.version() == provider.version());
		Optional<Trial> trial = this.trials.latest(provider.id())
			.filter((latest) -> latest.version() == provider.version());
		model.addAttribute("provider", this.views.of(provider));
		model.addAttribute("redirectUri", this.flows.redirectUri(provider.alias()));
		model.addAttribute("checklist", checklist.orElse(null));
		model.addAttribute("trialAt", trial.map(Trial::at).orElse(null));
		return "admin/provider";
	}

}
