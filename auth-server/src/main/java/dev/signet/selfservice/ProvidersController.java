package dev.signet.selfservice;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import dev.signet.account.SignedInAccount;
import dev.signet.federation.link.Link;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.visit.FlowPurpose;
import dev.signet.federation.visit.UpstreamFailed;
import dev.signet.federation.visit.UpstreamFlows;
import dev.signet.linking.WaysIn;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The other servers by which a person signs in: a further one, the end of one, and how to
 * have it back. Directories stand in the same list. What is not the person's, or is done
 * already, is left alone: the list says what is.
 */
@Controller
@RequestMapping(ProvidersController.PAGE)
class ProvidersController {

	static final String PAGE = "/account/providers";

	private static final String LIST = "redirect:" + PAGE;

	private static final String NOTICE = "notice";

	private final LinkedProviders linkedProviders;

	private final LinkedDirectories linkedDirectories;

	private final WaysIn waysIn;

	private final UpstreamFlows flows;

	private final BrowserKey browserKey;

	ProvidersController(LinkedProviders linkedProviders, LinkedDirectories linkedDirectories, WaysIn waysIn,
			UpstreamFlows flows, BrowserKey browserKey) {
		this.linkedProviders = linkedProviders;
		this.linkedDirectories = linkedDirectories;
		this.waysIn = waysIn;
		this.flows = flows;
		this.browserKey = browserKey;
	}

	@GetMapping
	String list(@AuthenticationPrincipal SignedInAccount person, Model model) {
		List<LinkView> all = Stream
			.concat(this.linkedProviders.of(person.accountId()).stream(),
					this.linkedDirectories.of(person.accountId()).stream())
			.toList();
		model.addAttribute("links", all.stream().filter((each) -> each.removedAt() == null).toList());
		model.addAttribute("removed", all.stream().filter((each) -> each.removedAt() != null).toList());
		model.addAttribute("providers", this.linkedProviders.possible(person.accountId()));
		model.addAttribute("directories", this.linkedDirectories.offered());
		return "selfservice/providers";
	}

	@RecentSignIn
	@GetMapping("/{providerId}/link")
	String askToLink(@AuthenticationPrincipal SignedInAccount person, @PathVariable UUID providerId, Model model) {
		return this.linkedProviders.possible(person.accountId(), providerId)
			.map((provider) -> linkPage(provider, model))
			.orElse(LIST);
	}

	/** The browser leaves for the provider; whoever takes the answer sends it back. */
	@RecentSignIn
	@PostMapping("/{providerId}/link")
	String link(@AuthenticationPrincipal SignedInAccount person, @PathVariable UUID providerId,
			HttpServletRequest request, HttpServletResponse response, Model model) {
		Optional<Provider> provider = this.linkedProviders.possible(person.accountId(), providerId);
		if (provider.isEmpty()) {
			return LIST;
		}
		try {
			URI there = this.flows.begin(provider.get(), FlowPurpose.LINK, person.accountId(), null, PAGE, false, null,
					this.browserKey.digestOrCreate(request, response));
			model.addAttribute("address", there.toString());
			return "signin/continue";
		}
		catch (UpstreamFailed ex) {
			model.addAttribute("problem", "selfservice.providers.trouble");
			return linkPage(provider.get(), model);
		}
	}

	@RecentSignIn
	@GetMapping("/{linkId}/remove")
	String askToRemove(@AuthenticationPrincipal SignedInAccount person, @PathVariable UUID linkId, Model model) {
		Optional<Link> link = this.linkedProviders.find(person.accountId(), linkId)
			.filter((found) -> found.removedAt() == null);
		model.addAttribute("link", this.linkedProviders.view(person.accountId(), linkId).orElse(null));
		model.addAttribute("last", link.filter(this.waysIn::lastIs).isPresent());
		return link.isPresent() ? "selfservice/provider-remove" : LIST;
	}

	@RecentSignIn
	@PostMapping("/{linkId}/remove")
	String remove(@AuthenticationPrincipal SignedInAccount person, @PathVariable UUID linkId,
			RedirectAttributes redirect) {
		WaysIn.Removal removal = this.waysIn.unlink(person.accountId(), linkId);
		if (removal == WaysIn.Removal.LAST) {
			return LIST + "/" + linkId + "/remove";
		}
		if (removal == WaysIn.Removal.DONE) {
			redirect.addFlashAttribute(NOTICE, "selfservice.providers.removed");
		}
		return LIST;
	}

	@RecentSignIn
	@GetMapping("/{linkId}/restore")
	String askToRestore(@AuthenticationPrincipal SignedInAccount person, @PathVariable UUID linkId, Model model) {
		Optional<LinkView> link = this.linkedProviders.view(person.accountId(), linkId)
			.filter((found) -> found.removedAt() != null);
		model.addAttribute("link", link.orElse(null));
		return link.isPresent() ? "selfservice/provider-restore" : LIST;
	}

	@RecentSignIn
	@PostMapping("/{linkId}/restore")
	String restore(@AuthenticationPrincipal SignedInAccount person, @PathVariable UUID linkId,
			RedirectAttributes redirect) {
		boolean removed = this.linkedProviders.find(person.accountId(), linkId)
			.filter((link) -> link.removedAt() != null)
			.isPresent();
		if (removed) {
			redirect.addFlashAttribute(NOTICE, this.waysIn.relink(person, linkId) ? "selfservice.providers.restored"
					: "selfservice.providers.not-restored");
		}
		return LIST;
	}

	private static String linkPage(Provider provider, Model model) {
		model.addAttribute("provider", provider);
		return "selfservice/provider-link";
	}

}
