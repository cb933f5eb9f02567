package dev.signet.admin.web;

import dev.signet.account.SignedInAccount;
import dev.signet.federation.provider.Providers;
import dev.signet.federation.provider.RemovedProvider;
import dev.signet.signin.recent.RecentSignIn;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Puts a removed provider back, for as long as that can be done. It comes back switched
 * off.
 */
@Controller
@RecentSignIn
@RequestMapping("/admin/providers/{id}/put-back")
class ProviderPutBackController {

	private final Providers providers;

	ProviderPutBackController(Providers providers) {
		this.providers = providers;
	}

	@GetMapping
	String ask(@PathVariable String id, Model model) {
		return show(removed(id), model);
	}

	@PostMapping
	String putBack(@PathVariable String id, @AuthenticationPrincipal SignedInAccount administrator, Model model,
			RedirectAttributes redirect) {
		RemovedProvider removed = removed(id);
		if (!this.providers.putBack(removed.provider().id(), administrator.accountId())) {
			return show(removed, model);
		}
		redirect.addFlashAttribute("notice", "admin.notice.put-back");
		return "redirect:/admin/providers/" + removed.provider().id();
	}

	private RemovedProvider removed(String id) {
		return this.providers.removed()
			.stream()
			.filter((each) -> each.provider().id().toString().equals(id))
			.findFirst()
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

	/** Its short name may be another one's meanwhile. */
	private String show(RemovedProvider removed, Model model) {
		model.addAttribute("provider", RemovedView.of(removed));
		model.addAttribute("taken", this.providers.findByAlias(removed.provider().alias()).isPresent());
		return "admin/provider-put-back";
	}

}
