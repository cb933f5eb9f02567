package dev.signet.admin.web;

import java.util.List;
import java.util.Map;

import dev.signet.account.SignedInAccount;
import dev.signet.directory.Directories;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryKind;
import dev.signet.directory.DirectoryProblem;
import dev.signet.directory.DirectoryRefused;
import dev.signet.signin.recent.KeptForm;
import dev.signet.signin.recent.KeptForms;
import dev.signet.signin.recent.RecentSignIn;
import jakarta.servlet.http.HttpServletRequest;

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
 * Adds a directory, which nobody is asked for yet.
 */
@Controller
@RecentSignIn
@RequestMapping("/admin/directories/add/{kind}")
class DirectoryAddController {

	private final Directories directories;

	private final KeptForms keptForms;

	DirectoryAddController(Directories directories, KeptForms keptForms) {
		this.directories = directories;
		this.keptForms = keptForms;
	}

	@GetMapping
	String page(@PathVariable String kind, HttpServletRequest request, Model model) {
		DirectoryKind chosen = kind(kind);
		return this.keptForms.fill(request, model)
			.map((kept) -> show(chosen, kept.word(DirectoryForm.ALIAS), TypedDirectory.typed(chosen, kept.words()),
					List.of(), model))
			.orElseGet(() -> show(chosen, freeAlias(kind), TypedDirectory.usual(chosen), List.of(), model));
	}

	@KeptForm(fields = DirectoryForm.ALIAS + "|" + DirectoryFields.NAMES, secret = DirectoryFields.SECRET)
	@PostMapping
	String add(@PathVariable String kind, @RequestParam Map<String, String> parameters,
			@AuthenticationPrincipal SignedInAccount administrator, Model model, RedirectAttributes redirect) {
		DirectoryKind chosen = kind(kind);
		String alias = parameters.getOrDefault(DirectoryForm.ALIAS, "").strip();
		TypedDirectory typed = TypedDirectory.typed(chosen, parameters);
		try {
			Directory added = this.directories.add(alias, chosen, typed.settings(List.of()),
					parameters.getOrDefault(DirectoryField.BIND_PASSWORD.id(), ""), administrator.accountId());
			redirect.addFlashAttribute("notice", "admin.directory.notice.added");
			return "redirect:/admin/directories/" + added.id();
		}
		catch (DirectoryRefused ex) {
			return show(chosen, alias, typed, ex.problems(), model);
		}
	}

	private static String show(DirectoryKind kind, String alias, TypedDirectory typed, List<DirectoryProblem> problems,
			Model model) {
		model.addAttribute("path", DirectoryChoice.of(kind).path());
		model.addAttribute("directoryKind", kind.name());
		model.addAttribute("form", DirectoryForm.adding(kind, alias, typed, problems));
		return "admin/directory-add";
	}

	/** A short name that nobody has: the kind, with a number if need be. */
	private String freeAlias(String kind) {
		List<String> taken = this.directories.all().stream().map(Directory::alias).toList();
		String alias = kind;
		for (int number = 2; taken.contains(alias); number++) {
			alias = kind + "-" + number;
		}
		return alias;
	}

	private static DirectoryKind kind(String path) {
		return DirectoryChoice.kind(path).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

}
