package dev.signet.admin.web;

import dev.signet.federation.look.ProviderChecks;
import dev.signet.federation.provider.Provider;
import dev.signet.signin.recent.RecentSignIn;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Runs the checklist of a provider and shows what each line found. To look at the last
 * run nobody needs to sign in again; to run it calls the provider, and may prove it.
 */
@Controller
@RequestMapping("/admin/providers/{id}/check")
class ProviderCheckController {

	private final ProviderViews views;

	private final ProviderChecks checks;

	ProviderCheckController(ProviderViews views, ProviderChecks checks) {
		this.views = views;
		this.checks = checks;
	}

	@GetMapping
	String page(@PathVariable String id, Model model) {
		Provider provider = this.views.provider(id);
		this.checks.last(provider.id()).ifPresent((last) -> LineView.show(last, provider.version(), model));
		return show(provider, model);
	}

	@RecentSignIn
	@PostMapping
	String run(@PathVariable String id) {
		Provider provider = this.views.provider(id);
		this.checks.run(provider);
		return "redirect:/admin/providers/" + provider.id() + "/check";
	}

	private String show(Provider provider, Model model) {
		model.addAttribute("provider", this.views.of(provider));
		return "admin/provider-check";
	}

}
