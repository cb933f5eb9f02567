package dev.signet.admin.web;

import dev.signet.account.SignedInAccount;
import dev.signet.federation.provider.Provider;
import dev.signet.logout.UpstreamSessions;
import dev.signet.signin.recent.RecentSignIn;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Signs out everybody who came from a provider that is off already, by whatever switched
 * it off. While it is on, they would come straight back, so then it is switched off on
 * the page that asks for both.
 */
@Controller
@RecentSignIn
@RequestMapping("/admin/providers/{id}/sign-out")
class ProviderSignOutController {

	private final ProviderViews views;

	private final UpstreamSessions upstreamSessions;

	ProviderSignOutController(ProviderViews views, UpstreamSessions upstreamSessions) {
		this.views = views;
		this.upstreamSessions = upstreamSessions;
	}

	@GetMapping
	String ask(@PathVariable String id, Model model) {
		Provider provider = this.views.provider(id);
		if (provider.enabled()) {
			return disable(provider);
		}
		model.addAttribute("provider", this.views.of(provider));
		return "admin/provider-sign-out";
	}

	@PostMapping
	String signOut(@PathVariable String id, @AuthenticationPrincipal SignedInAccount administrator,
			RedirectAttributes redirect) {
		Provider provider = this.views.provider(id);
		if (provider.enabled()) {
			return disable(provider);
		}
		this.upstreamSessions.endSessionsOf(provider.id(), administrator.accountId());
		redirect.addFlashAttribute("notice", "admin.notice.signed-out");
		return "redirect:/admin/providers/" + provider.id();
	}

	private static String disable(Provider provider) {
		return "redirect:/admin/providers/" + provider.id() + "/disable";
	}

}
