package dev.signet.admin.web;

import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryLinks;
import dev.signet.directory.DirectoryProofs;
import dev.signet.linking.DirectorySessions;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The page of one directory: how far it is, and the next step.
 */
@Controller
class DirectoryPageController {

	private final DirectorySummaries summaries;

	private final DirectoryProofs proofs;

	private final DirectoryLinks links;

	private final DirectorySessions sessions;

	DirectoryPageController(DirectorySummaries summaries, DirectoryProofs proofs, DirectoryLinks links,
			DirectorySessions sessions) {
		this.summaries = summaries;
		this.proofs = proofs;
		this.links = links;
		this.sessions = sessions;
	}

	@GetMapping("/admin/directories/{id}")
	String page(@PathVariable String id, Model model) {
		Directory directory = this.summaries.directory(id);
		model.addAttribute("directory", this.summaries.of(directory));
		model.addAttribute("addresses", directory.settings().server().addresses());
		model.addAttribute("proof", this.proofs.of(directory));
		model.addAttribute("groupsCut", this.links.withGroupsCut(directory.id()));
		model.addAttribute("mostGroups", DirectoryLinks.MOST_GROUPS);
		model.addAttribute("signingOut", this.sessions.underWay(directory.id()).orElse(null));
		return "admin/directory";
	}

}
