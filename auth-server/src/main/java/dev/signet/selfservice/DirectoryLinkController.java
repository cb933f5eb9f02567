package dev.signet.selfservice;

import java.util.Optional;
import java.util.UUID;

import dev.signet.account.SignedInAccount;
import dev.signet.directory.DirectoryLink;
import dev.signet.linking.WaysIn;
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
 * The end of a link to a directory, and how to have it back. They stand in the list of
 * the {@link ProvidersController}. What is not the person's, or is done already, is left
 * alone.
 */
@Controller
@RecentSignIn
@RequestMapping(DirectoryLinkController.PAGE + "/{linkId}")
class DirectoryLinkController {

	static final String PAGE = "/account/directories";

	private static final String LIST = "redirect:" + ProvidersController.PAGE;

	private static final String NOTICE = "notice";

	private final LinkedDirectories linkedDirectories;

	private final WaysIn waysIn;

	DirectoryLinkController(LinkedDirectories linkedDirectories, WaysIn waysIn) {
		this.linkedDirectories = linkedDirectories;
		this.waysIn = waysIn;
	}

	@GetMapping("/remove")
	String askToRemove(@AuthenticationPrincipal SignedInAccount person, @PathVariable UUID linkId, Model model) {
		Optional<DirectoryLink> link = this.linkedDirectories.find(person.accountId(), linkId)
			.filter(DirectoryLink::counts);
		model.addAttribute("link", this.linkedDirectories.view(person.accountId(), linkId).orElse(null));
		model.addAttribute("last", link.filter(this.waysIn::lastIs).isPresent());
		model.addAttribute("directory", true);
		return link.isPresent() ? "selfservice/provider-remove" : LIST;
	}

	@PostMapping("/remove")
	String remove(@AuthenticationPrincipal SignedInAccount person, @PathVariable UUID linkId,
			RedirectAttributes redirect) {
		WaysIn.Removal removal = this.waysIn.unlinkDirectory(person.accountId(), linkId);
		if (removal == WaysIn.Removal.LAST) {
			return "redirect:" + PAGE + "/" + linkId + "/remove";
		}
		if (removal == WaysIn.Removal.DONE) {
			redirect.addFlashAttribute(NOTICE, "selfservice.providers.removed");
		}
		return LIST;
	}

	@GetMapping("/restore")
	String askToRestore(@AuthenticationPrincipal SignedInAccount person, @PathVariable UUID linkId, Model model) {
		Optional<LinkView> link = this.linkedDirectories.view(person.accountId(), linkId)
			.filter((found) -> found.removedAt() != null);
		model.addAttribute("link", link.orElse(null));
		return link.isPresent() ? "selfservice/provider-restore" : LIST;
	}

	@PostMapping("/restore")
	String restore(@AuthenticationPrincipal SignedInAccount person, @PathVariable UUID linkId,
			RedirectAttributes redirect) {
		boolean removed = this.linkedDirectories.find(person.accountId(), linkId)
			.filter((link) -> !link.counts())
			.isPresent();
		if (removed) {
			redirect.addFlashAttribute(NOTICE, this.waysIn.relinkDirectory(person, linkId)
					? "selfservice.providers.restored" : "selfservice.providers.not-restored");
		}
		return LIST;
	}

}
