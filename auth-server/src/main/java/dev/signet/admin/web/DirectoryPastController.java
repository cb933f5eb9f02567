package dev.signet.admin.web;

import java.util.List;
import java.util.Map;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.SignedInAccount;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryChangedMeanwhile;
import dev.signet.directory.DirectoryRefused;
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
 * What was set about a directory before, what each change did, and the way back. Where
 * the server was another one, the way back needs its password again.
 */
@Controller
@RecentSignIn
@RequestMapping("/admin/directories/{id}/past")
class DirectoryPastController {

	private final DirectorySummaries summaries;

	private final DirectoryEdits edits;

	private final Accounts accounts;

	DirectoryPastController(DirectorySummaries summaries, DirectoryEdits edits, Accounts accounts) {
		this.summaries = summaries;
		this.edits = edits;
		this.accounts = accounts;
	}

	@GetMapping
	String page(@PathVariable String id, Model model) {
		return show(this.summaries.directory(id), model);
	}

	/** Going back is a change like any other, so it can be taken back too. */
	@PostMapping
	String goBack(@PathVariable String id, @RequestParam(defaultValue = "") String past,
			@RequestParam(defaultValue = "") String version, @AuthenticationPrincipal SignedInAccount administrator,
			Model model, RedirectAttributes redirect) {
		Directory directory = this.summaries.directory(id);
		Past wanted = this.edits.pasts(directory.id())
			.stream()
			.filter((each) -> each.version() == Versions.read(past))
			.findFirst()
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
		if (Versions.read(version) != directory.version()) {
			model.addAttribute("problem", "admin.directory.past.meanwhile");
			return show(directory, model);
		}
		try {
			Directory changed = this.edits.change(directory, DirectoryEdits.settings(directory, wanted), "",
					administrator.accountId());
			redirect.addFlashAttribute("notice", ChangeNotice.key(directory, changed));
			return "redirect:/admin/directories/" + directory.id();
		}
		catch (DirectoryRefused ex) {
			model.addAttribute("problems", ex.problems());
			return show(directory, model);
		}
		catch (DirectoryChangedMeanwhile ex) {
			model.addAttribute("problem", "admin.directory.past.meanwhile");
			return show(this.summaries.directory(id), model);
		}
	}

	private String show(Directory directory, Model model) {
		model.addAttribute("directory", this.summaries.of(directory));
		model.addAttribute("version", directory.version());
		Map<String, String> now = DirectoryEdits.words(directory);
		List<PastView> pasts = this.edits.pasts(directory.id())
			.stream()
			.map((past) -> PastView.ofDirectory(past, now, name(past.replacedBy())))
			.toList();
		model.addAttribute("pasts", pasts);
		return "admin/directory-past";
	}

	private @Nullable String name(@Nullable AccountId id) {
		return (id == null) ? null : this.accounts.find(id).map(Account::username).orElse(null);
	}

}
