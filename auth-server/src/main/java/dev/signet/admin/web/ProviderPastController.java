package dev.signet.admin.web;

import java.util.List;
import java.util.Map;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.SignedInAccount;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderChangedMeanwhile;
import dev.signet.federation.provider.ProviderRefused;
import dev.signet.signin.recent.RecentSignIn;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What was set about a provider before, what each change did, and the way back.
 */
@Controller
@RecentSignIn
@RequestMapping("/admin/providers/{id}/past")
class ProviderPastController {

	private final ProviderViews views;

	private final ProviderEdits edits;

	private final Accounts accounts;

	ProviderPastController(ProviderViews views, ProviderEdits edits, Accounts accounts) {
		this.views = views;
		this.edits = edits;
		this.accounts = accounts;
	}

	@GetMapping
	String page(@PathVariable String id, Model model) {
		return show(this.views.provider(id), model);
	}

	/** Going back is a change like any other, so it can be taken back too. */
	@PostMapping
	String goBack(@PathVariable String id, @RequestParam(defaultValue = "") String past,
			@RequestParam(defaultValue = "") String version, @AuthenticationPrincipal SignedInAccount administrator,
			Model model, RedirectAttributes redirect) {
		Provider provider = this.views.provider(id);
		Past wanted = this.edits.pasts(provider.id())
			.stream()
			.filter((each) -> each.version() == Versions.read(past))
			.findFirst()
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
		if (Versions.read(version) != provider.version()) {
			model.addAttribute("problem", "admin.past.meanwhile");
			return show(provider, model);
		}
		try {
			Provider changed = this.edits.change(provider, ProviderEdits.settings(provider, wanted), null,
					administrator.accountId());
			redirect.addFlashAttribute("notice", ChangeNotice.key(provider, changed));
			return "redirect:/admin/providers/" + provider.id();
		}
		catch (ProviderRefused ex) {
			model.addAttribute("problems", ex.problems());
			return show(provider, model);
		}
		catch (ProviderChangedMeanwhile ex) {
			model.addAttribute("problem", "admin.past.meanwhile");
			return show(this.views.provider(id), model);
		}
	}

	private String show(Provider provider, Model model) {
		model.addAttribute("provider", this.views.of(provider));
		model.addAttribute("version", provider.version());
		Map<String, String> now = ProviderEdits.words(provider);
		List<PastView> pasts = this.edits.pasts(provider.id())
			.stream()
			.map((past) -> PastView.ofProvider(past, now, name(past.replacedBy())))
			.toList();
		model.addAttribute("pasts", pasts);
		return "admin/provider-past";
	}

	private @Nullable String name(@Nullable AccountId id) {
		return (id == null) ? null : this.accounts.find(id).map(Account::username).orElse(null);
	}

}
