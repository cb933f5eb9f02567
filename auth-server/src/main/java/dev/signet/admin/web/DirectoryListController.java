package dev.signet.admin.web;

import java.util.Arrays;

import dev.signet.directory.DirectoryKind;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The list of directories, and the choice of a kind for a new one.
 */
@Controller
class DirectoryListController {

	private final DirectorySummaries summaries;

	DirectoryListController(DirectorySummaries summaries) {
		this.summaries = summaries;
	}

	@GetMapping("/admin/directories")
	String list(Model model) {
		model.addAttribute("directories", this.summaries.all());
		return "admin/directories";
	}

	@GetMapping("/admin/directories/add")
	String choose(Model model) {
		model.addAttribute("kinds", Arrays.stream(DirectoryKind.values()).map(DirectoryChoice::of).toList());
		return "admin/directory-choose";
	}

}
