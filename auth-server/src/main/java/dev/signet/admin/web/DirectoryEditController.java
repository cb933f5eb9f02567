package dev.signet.admin.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.signet.account.SignedInAccount;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryChangedMeanwhile;
import dev.signet.directory.DirectoryProblem;
import dev.signet.directory.DirectoryRefused;
import dev.signet.directory.DirectorySettings;
import dev.signet.signin.recent.KeptForm;
import dev.signet.signin.recent.KeptForms;
import dev.signet.signin.recent.KeptWords;
import dev.signet.signin.recent.RecentSignIn;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

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
 * Changes what is set about a directory. What somebody else has changed since the form
 * was opened is joined with what was typed and shown before anything is saved.
 */
@Controller
@RecentSignIn
@RequestMapping("/admin/directories/{id}/edit")
class DirectoryEditController {

	private final DirectorySummaries summaries;

	private final DirectoryEdits edits;

	private final KeptForms keptForms;

	DirectoryEditController(DirectorySummaries summaries, DirectoryEdits edits, KeptForms keptForms) {
		this.summaries = summaries;
		this.edits = edits;
		this.keptForms = keptForms;
	}

	@GetMapping
	String page(@PathVariable String id, HttpServletRequest request, Model model) {
		Directory directory = this.summaries.directory(id);
		Optional<KeptWords> kept = this.keptForms.fill(request, model);
		if (kept.isPresent()) {
			return show(directory, kept.get(), model);
		}
		return show(directory, TypedDirectory.of(directory.kind(), directory.settings()), List.of(), null, model);
	}

	@KeptForm(fields = "version|" + DirectoryFields.NAMES, secret = DirectoryFields.SECRET)
	@PostMapping
	String save(@PathVariable String id, @RequestParam Map<String, String> parameters,
			@AuthenticationPrincipal SignedInAccount administrator, Model model, RedirectAttributes redirect) {
		Directory directory = this.summaries.directory(id);
		TypedDirectory typed = TypedDirectory.typed(directory.kind(), parameters);
		int version = Versions.read(parameters.get("version"));
		if (changedSince(directory, version)) {
			return meanwhile(directory, version, typed, model);
		}
		DirectorySettings settings = typed.settings(directory.settings().accounts().rules());
		try {
			Directory changed = this.edits.change(directory, settings,
					parameters.getOrDefault(DirectoryField.BIND_PASSWORD.id(), ""), administrator.accountId());
			redirect.addFlashAttribute("notice", ChangeNotice.key(directory, changed));
			return "redirect:/admin/directories/" + directory.id();
		}
		catch (DirectoryRefused ex) {
			return show(directory, typed, ex.problems(), null, model);
		}
		catch (DirectoryChangedMeanwhile ex) {
			return meanwhile(this.summaries.directory(id), version, typed, model);
		}
	}

	/** With what had been typed before the administrator had to sign in again. */
	private String show(Directory directory, KeptWords kept, Model model) {
		TypedDirectory typed = TypedDirectory.typed(directory.kind(), kept.words());
		int version = Versions.read(kept.word("version"));
		return changedSince(directory, version) ? meanwhile(directory, version, typed, model)
				: show(directory, typed, List.of(), null, model);
	}

	/** Whether what this form shows has changed, and not only whether it is on. */
	private boolean changedSince(Directory directory, int version) {
		TypedDirectory now = TypedDirectory.of(directory.kind(), directory.settings());
		return version != directory.version()
				&& then(directory, version).filter((then) -> then.words().equals(now.words())).isEmpty();
	}

	/** A field that was left as it was takes what the other has stored. */
	private String meanwhile(Directory directory, int version, TypedDirectory typed, Model model) {
		TypedDirectory now = TypedDirectory.of(directory.kind(), directory.settings());
		TypedDirectory joined = then(directory, version).map((then) -> typed.joined(then, now)).orElse(typed);
		model.addAttribute("meanwhile", true);
		return show(directory, joined, List.of(), now, model);
	}

	private Optional<TypedDirectory> then(Directory directory, int version) {
		return this.edits.words(directory, version).map((words) -> TypedDirectory.typed(directory.kind(), words));
	}

	private String show(Directory directory, TypedDirectory typed, List<DirectoryProblem> problems,
			@Nullable TypedDirectory now, Model model) {
		model.addAttribute("directory", this.summaries.of(directory));
		model.addAttribute("version", directory.version());
		model.addAttribute("hasPassword", directory.hasPassword());
		model.addAttribute("form", DirectoryForm.of(directory.kind(), typed, problems, now));
		return "admin/directory-edit";
	}

}
