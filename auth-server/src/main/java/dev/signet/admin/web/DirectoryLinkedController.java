package dev.signet.admin.web;

import java.util.List;
import java.util.UUID;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.SignedInAccount;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryId;
import dev.signet.directory.DirectoryLink;
import dev.signet.directory.DirectoryLinks;
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
 * Shows who of a directory has an account here, and ends what links them.
 */
@Controller
@RequestMapping("/admin/directories/{id}/people")
class DirectoryLinkedController {

	private static final int MOST = 100;

	private final DirectorySummaries summaries;

	private final DirectoryLinks links;

	private final Accounts accounts;

	DirectoryLinkedController(DirectorySummaries summaries, DirectoryLinks links, Accounts accounts) {
		this.summaries = summaries;
		this.links = links;
		this.accounts = accounts;
	}

	@GetMapping
	String page(@PathVariable String id, @RequestParam(required = false) @Nullable UUID last, Model model) {
		Directory directory = this.summaries.directory(id);
		List<DirectoryLink> found = this.links.of(directory.id(), last, MOST + 1);
		List<DirectoryLink> shown = found.subList(0, Math.min(found.size(), MOST));
		model.addAttribute("directory", this.summaries.of(directory));
		model.addAttribute("people", shown.stream().map(this::view).toList());
		model.addAttribute("first", last == null);
		if (found.size() > MOST) {
			model.addAttribute("next", shown.get(MOST - 1).id());
		}
		return "admin/directory-people";
	}

	@RecentSignIn
	@GetMapping("/{account}/{link}")
	String ask(@PathVariable String id, @PathVariable UUID account, @PathVariable UUID link, Model model) {
		Directory directory = this.summaries.directory(id);
		model.addAttribute("directory", this.summaries.of(directory));
		model.addAttribute("person", view(link(directory.id(), account, link)));
		return "admin/directory-unlink";
	}

	@RecentSignIn
	@PostMapping("/{account}/{link}")
	String end(@PathVariable String id, @PathVariable UUID account, @PathVariable UUID link,
			@AuthenticationPrincipal SignedInAccount administrator, RedirectAttributes redirect) {
		Directory directory = this.summaries.directory(id);
		if (!this.links.remove(link(directory.id(), account, link).id(), directory.id(), administrator.accountId())) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		redirect.addFlashAttribute("notice", "admin.directory.notice.unlinked");
		return "redirect:/admin/directories/" + directory.id() + "/people";
	}

	/** One of this directory; any other is not there. */
	private DirectoryLink link(DirectoryId directory, UUID account, UUID link) {
		return this.links.of(new AccountId(account))
			.stream()
			.filter((each) -> each.id().equals(link) && each.directoryId().equals(directory))
			.findFirst()
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

	private DirectoryPersonView view(DirectoryLink link) {
		return DirectoryPersonView.of(link, this.accounts.find(link.accountId()).map(Account::username).orElse(""));
	}

}
