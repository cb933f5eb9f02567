package dev.signet.admin.web;

import dev.signet.account.SignedInAccount;
import dev.signet.directory.Directory;
import dev.signet.linking.DirectorySessions;
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
 * Signs out everybody whose account belongs to the people of a directory that is off
 * already, by whatever switched it off. While it is on, they would come straight back, so
 * then it is switched off on the page that asks for both.
 */
@Controller
@RecentSignIn
@RequestMapping("/admin/directories/{id}/sign-out")
class DirectorySignOutController {

	private final DirectorySummaries summaries;

	private final DirectorySessions sessions;

	DirectorySignOutController(DirectorySummaries summaries, DirectorySessions sessions) {
		this.summaries = summaries;
		this.sessions = sessions;
	}

	@GetMapping
	String ask(@PathVariable String id, Model model) {
		Directory directory = this.summaries.directory(id);
		if (directory.enabled()) {
			return disable(directory);
		}
		model.addAttribute("directory", this.summaries.of(directory));
		model.addAttribute("signedIn", this.sessions.people(directory.id()));
		return "admin/directory-sign-out";
	}

	@PostMapping
	String signOut(@PathVariable String id, @AuthenticationPrincipal SignedInAccount administrator,
			RedirectAttributes redirect) {
		Directory directory = this.summaries.directory(id);
		if (directory.enabled()) {
			return disable(directory);
		}
		if (this.sessions.endAll(directory.id(), administrator).isEmpty()) {
			redirect.addFlashAttribute("notice", "admin.directory.notice.signed-out");
		}
		return "redirect:/admin/directories/" + directory.id();
	}

	private static String disable(Directory directory) {
		return "redirect:/admin/directories/" + directory.id() + "/disable";
	}

}
