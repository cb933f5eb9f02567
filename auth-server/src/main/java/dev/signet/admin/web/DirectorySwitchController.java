package dev.signet.admin.web;

import dev.signet.account.SignedInAccount;
import dev.signet.directory.Directories;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryChangedMeanwhile;
import dev.signet.directory.DirectoryInUse;
import dev.signet.directory.DirectoryNotProved;
import dev.signet.directory.DirectoryProofs;
import dev.signet.linking.DirectorySessions;
import dev.signet.signin.recent.RecentSignIn;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Switches a directory on and off, and removes it. Its people stay signed in when it is
 * switched off, unless the administrator wants it otherwise. One that nothing has shown
 * to work goes on only by typing its short name.
 */
@Controller
@RecentSignIn
@RequestMapping("/admin/directories/{id}")
class DirectorySwitchController {

	private static final String NOTICE = "notice";

	private static final String PROBLEM = "problem";

	private final DirectorySummaries summaries;

	private final Directories directories;

	private final DirectoryProofs proofs;

	private final DirectorySessions sessions;

	DirectorySwitchController(DirectorySummaries summaries, Directories directories, DirectoryProofs proofs,
			DirectorySessions sessions) {
		this.summaries = summaries;
		this.directories = directories;
		this.proofs = proofs;
		this.sessions = sessions;
	}

	@GetMapping("/enable")
	String askToEnable(@PathVariable String id, Model model) {
		Directory directory = this.summaries.directory(id);
		return directory.enabled() ? page(directory) : show("enable", directory, model);
	}

	@PostMapping("/enable")
	String enable(@PathVariable String id, @RequestParam(defaultValue = "") String typedAlias,
			@AuthenticationPrincipal SignedInAccount administrator, Model model, RedirectAttributes redirect) {
		Directory directory = this.summaries.directory(id);
		if (directory.enabled()) {
			return page(directory);
		}
		String typed = typedAlias.strip();
		if (!typed.isEmpty() && !typed.equals(directory.alias())) {
			return mistyped("enable", directory, typed, model);
		}
		try {
			if (typed.isEmpty()) {
				this.proofs.enable(directory.id(), administrator.accountId());
			}
			else {
				this.proofs.enableUnproved(directory.id(), typed, administrator.accountId());
			}
		}
		catch (DirectoryNotProved | DirectoryChangedMeanwhile ex) {
			model.addAttribute(PROBLEM, "admin.directory.problem.not-proved");
			return show("enable", this.summaries.directory(id), model);
		}
		redirect.addFlashAttribute(NOTICE, "admin.directory.notice.enabled");
		return page(directory);
	}

	@GetMapping("/disable")
	String askToDisable(@PathVariable String id, Model model) {
		Directory directory = this.summaries.directory(id);
		model.addAttribute("signedIn", this.sessions.people(directory.id()));
		return directory.enabled() ? show("disable", directory, model) : page(directory);
	}

	/** First off, so that nobody comes in while those who are in are signed out. */
	@PostMapping("/disable")
	String disable(@PathVariable String id, @RequestParam(defaultValue = "") String sessions,
			@AuthenticationPrincipal SignedInAccount administrator, RedirectAttributes redirect) {
		Directory directory = this.summaries.directory(id);
		this.directories.disable(directory.id(), administrator.accountId());
		redirect.addFlashAttribute(NOTICE, "admin.directory.notice.disabled");
		if (sessions.equals("end") && this.sessions.endAll(directory.id(), administrator).isEmpty()) {
			redirect.addFlashAttribute(NOTICE, "admin.directory.notice.disabled-signed-out");
		}
		return page(directory);
	}

	@GetMapping("/remove")
	String askToRemove(@PathVariable String id, Model model) {
		return show("remove", this.summaries.directory(id), model);
	}

	@PostMapping("/remove")
	String remove(@PathVariable String id, @RequestParam(defaultValue = "") String typedAlias,
			@AuthenticationPrincipal SignedInAccount administrator, Model model, RedirectAttributes redirect) {
		Directory directory = this.summaries.directory(id);
		if (!typedAlias.strip().equals(directory.alias())) {
			return mistyped("remove", directory, typedAlias.strip(), model);
		}
		try {
			this.directories.remove(directory.id(), administrator.accountId());
		}
		catch (DirectoryInUse ex) {
			return show("remove", directory, model);
		}
		redirect.addFlashAttribute(NOTICE, "admin.directory.notice.removed");
		return "redirect:/admin/directories";
	}

	private String mistyped(String question, Directory directory, String typed, Model model) {
		model.addAttribute("typed", typed);
		model.addAttribute(PROBLEM, "admin.problem.alias-typed");
		return show(question, directory, model);
	}

	private String show(String question, Directory directory, Model model) {
		model.addAttribute("question", question);
		model.addAttribute("directory", this.summaries.of(directory));
		return "admin/directory-switch";
	}

	private static String page(Directory directory) {
		return "redirect:/admin/directories/" + directory.id();
	}

}
