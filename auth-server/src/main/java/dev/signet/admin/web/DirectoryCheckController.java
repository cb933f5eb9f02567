package dev.signet.admin.web;

import java.util.List;

import dev.signet.checklist.CheckLine;
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
		this.proofs.lastChecklist(directory.id()).ifPresent((last) -> {
			model.addAttribute("ranAt", last.ranAt());
			model.addAttribute("outdated", last.version() != directory.version());
			lines(last.lines(), model);
		});
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

	private static void lines(List<CheckLine> lines, Model model) {
		model.addAttribute("lines", lines.stream().map(LineView::of).toList());
		model.addAttribute("failed", lines.stream().filter((line) -> line.state() == CheckLine.State.FAILED).count());
		model.addAttribute("warned", lines.stream().filter((line) -> line.state() == CheckLine.State.WARNED).count());
	}

}
