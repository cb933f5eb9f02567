package dev.signet.admin.web;

import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryChecks;
import dev.signet.directory.DirectoryProofs;
import dev.signet.signin.recent.RecentSignIn;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Checks a directory and shows what each line found. To look at the last check nobody
 * needs to sign in again; to run it calls the directory, with the password for searching.
 */
@Controller
@RequestMapping("/admin/directories/{id}/check")
class DirectoryCheckController {

	private final DirectorySummaries summaries;

	private final DirectoryChecks checks;

	private final DirectoryProofs proofs;

	DirectoryCheckController(DirectorySummaries summaries, DirectoryChecks checks, DirectoryProofs proofs) {
		this.summaries = summaries;
		this.checks = checks;
		this.proofs = proofs;
	}

	@GetMapping
	String page(@PathVariable String id, Model model) {
		Directory directory = this.summaries.directory(id);
		this.proofs.lastChecklist(directory.id()).ifPresent((last) -> LineView.show(last, directory.version(), model));
		model.addAttribute("directory", this.summaries.of(directory));
		return "admin/directory-check";
	}

	@RecentSignIn
	@PostMapping
	String run(@PathVariable String id) {
		Directory directory = this.summaries.directory(id);
		this.checks.run(directory.id(), null);
		return "redirect:/admin/directories/" + directory.id() + "/check";
	}

}
