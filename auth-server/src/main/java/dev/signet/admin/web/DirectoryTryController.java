package dev.signet.admin.web;

import java.util.regex.Pattern;

import dev.signet.account.SignedInAccount;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryDown;
import dev.signet.directory.Sighting;
import dev.signet.linking.DirectoryTrials;
import dev.signet.signin.recent.RecentSignIn;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Lets an administrator look somebody up, and shows all that the directory tells and what
 * would become of that person. Nothing does, and nothing of it is kept.
 */
@Controller
@RecentSignIn
@RequestMapping("/admin/directories/{id}/try")
class DirectoryTryController {

	private static final Pattern NAME = Pattern.compile("[^\\p{C}]{1,254}");

	private static final int LONGEST_PASSWORD = 1000;

	private final DirectorySummaries summaries;

	private final DirectoryTrials trials;

	private final DirectoryOutcomes outcomes;

	DirectoryTryController(DirectorySummaries summaries, DirectoryTrials trials, DirectoryOutcomes outcomes) {
		this.summaries = summaries;
		this.trials = trials;
		this.outcomes = outcomes;
	}

	@GetMapping
	String ask(@PathVariable String id, Model model) {
		return show(this.summaries.directory(id), model);
	}

	@PostMapping
	String look(@PathVariable String id, @RequestParam(defaultValue = "") String name,
			@RequestParam(defaultValue = "") String password, @AuthenticationPrincipal SignedInAccount administrator,
			Model model) {
		Directory directory = this.summaries.directory(id);
		String typed = name.strip();
		model.addAttribute("name", typed);
		if (!NAME.matcher(typed).matches()) {
			model.addAttribute("problem", "admin.problem.name-there");
		}
		else if (password.length() > LONGEST_PASSWORD) {
			model.addAttribute("passwordProblem", "admin.problem.password-there");
		}
		else {
			look(directory, typed, password, administrator, model);
		}
		return show(directory, model);
	}

	private void look(Directory directory, String name, String password, SignedInAccount administrator, Model model) {
		try {
			Sighting sighting = this.trials.look(directory, name, password, administrator.accountId());
			model.addAttribute("outcome", this.outcomes.of(directory, name, sighting));
		}
		catch (DirectoryDown ex) {
			model.addAttribute("down", String.valueOf(ex.getMessage()));
		}
	}

	private String show(Directory directory, Model model) {
		model.addAttribute("directory", this.summaries.of(directory));
		return "admin/directory-try";
	}

}
