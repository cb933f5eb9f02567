package dev.signet.admin.web;

import dev.signet.account.SignedInAccount;
import dev.signet.federation.provider.NotProved;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderInUse;
import dev.signet.federation.provider.ProviderState;
import dev.signet.federation.provider.Providers;
import dev.signet.logout.UpstreamSessions;
import dev.signet.signin.recent.RecentSignIn;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Switches a provider on and off, and removes it. Who came from one that is switched off
 * stays signed in unless the administrator wants it otherwise. One that nothing has shown
 * to work goes on only by typing its short name.
 */
@Controller
@RecentSignIn
@RequestMapping("/admin/providers/{id}")
class ProviderSwitchController {

	private static final String NOTICE = "notice";

	private static final String PROBLEM = "problem";

	private final ProviderViews views;

	private final Providers providers;

	private final UpstreamSessions upstreamSessions;

	ProviderSwitchController(ProviderViews views, Providers providers, UpstreamSessions upstreamSessions) {
		this.views = views;
		this.providers = providers;
		this.upstreamSessions = upstreamSessions;
	}

	@GetMapping("/enable")
	String askToEnable(@PathVariable String id, Model model) {
		Provider provider = this.views.provider(id);
		return provider.enabled() ? page(provider) : show("enable", provider, model);
	}

	@PostMapping("/enable")
	String enable(@PathVariable String id, @RequestParam(defaultValue = "") String typedAlias,
			@AuthenticationPrincipal SignedInAccount administrator, Model model, RedirectAttributes redirect) {
		Provider provider = this.views.provider(id);
		if (provider.enabled()) {
			return page(provider);
		}
		String typed = typedAlias.strip();
		if (!typed.isEmpty() && !typed.equals(provider.alias())) {
			return mistyped("enable", provider, typed, model);
		}
		try {
			if (typed.isEmpty()) {
				this.providers.enable(provider.id(), administrator.accountId());
			}
			else {
				this.providers.enableUnproved(provider.id(), typed, administrator.accountId());
			}
		}
		catch (NotProved ex) {
			model.addAttribute(PROBLEM, "admin.problem.not-proved");
			return show("enable", this.views.provider(id), model);
		}
		redirect.addFlashAttribute(NOTICE, "admin.notice.enabled");
		return page(provider);
	}

	@GetMapping("/disable")
	String askToDisable(@PathVariable String id, Model model) {
		Provider provider = this.views.provider(id);
		return provider.enabled() ? show("disable", provider, model) : page(provider);
	}

	/** First off, so that nobody comes in while those who are in are signed out. */
	@PostMapping("/disable")
	String disable(@PathVariable String id, @RequestParam(defaultValue = "") String sessions,
			@AuthenticationPrincipal SignedInAccount administrator, RedirectAttributes redirect) {
		Provider provider = this.views.provider(id);
		if (provider.state() == ProviderState.ENABLED) {
			this.providers.disable(provider.id(), administrator.accountId());
			redirect.addFlashAttribute(NOTICE, "admin.notice.disabled");
		}
		if (sessions.equals("end")) {
			this.upstreamSessions.endSessionsOf(provider.id(), administrator.accountId());
			redirect.addFlashAttribute(NOTICE, "admin.notice.disabled-signed-out");
		}
		return page(provider);
	}

	@GetMapping("/remove")
	String askToRemove(@PathVariable String id, Model model) {
		return show("remove", this.views.provider(id), model);
	}

	@PostMapping("/remove")
	String remove(@PathVariable String id, @RequestParam(defaultValue = "") String typedAlias,
			@AuthenticationPrincipal SignedInAccount administrator, Model model, RedirectAttributes redirect) {
		Provider provider = this.views.provider(id);
		if (!typedAlias.strip().equals(provider.alias())) {
			return mistyped("remove", provider, typedAlias.strip(), model);
		}
		try {
			this.providers.remove(provider.id(), administrator.accountId());
		}
		catch (ProviderInUse ex) {
			return show("remove", provider, model);
		}
		redirect.addFlashAttribute(NOTICE, "admin.notice.removed");
		return "redirect:/admin/providers";
	}

	private String mistyped(String question, Provider provider, String typed, Model model) {
		model.addAttribute("typed", typed);
		model.addAttribute(PROBLEM, "admin.problem.alias-typed");
		return show(question, provider, model);
	}

	private String show(String question, Provider provider, Model model) {
		model.addAttribute("question", question);
		model.addAttribute("provider", this.views.of(provider));
		return "admin/provider-switch";
	}

	private static String page(Provider provider) {
		return "redirect:/admin/providers/" + provider.id();
	}

}
