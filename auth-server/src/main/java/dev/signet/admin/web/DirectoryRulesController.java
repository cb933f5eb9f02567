package dev.signet.admin.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.signet.account.SignedInAccount;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryChangedMeanwhile;
import dev.signet.directory.DirectoryProblem;
import dev.signet.directory.DirectoryRefused;
import dev.signet.signin.recent.KeptForm;
import dev.signet.signin.recent.KeptForms;
import dev.signet.signin.recent.KeptWords;
import dev.signet.signin.recent.RecentSignIn;
import jakarta.servlet.http.HttpServletRequest;

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
 * What groups of a directory give here: rules as rows, which come and go by buttons of
 * the form.
 */
@Controller
@RecentSignIn
@RequestMapping("/admin/directories/{id}/rules")
class DirectoryRulesController {

	private static final String DROP = "drop-";

	private final DirectorySummaries summaries;

	private final DirectoryEdits edits;

	private final KeptForms keptForms;

	DirectoryRulesController(DirectorySummaries summaries, DirectoryEdits edits, KeptForms keptForms) {
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
		return show(directory, TypedRules.of(directory.settings().accounts().rules()), List.of(), model);
	}

	@KeptForm(fields = "version|(ruleGroup|ruleKind|ruleName)-[0-9]{1,3}")
	@PostMapping
	String post(@PathVariable String id, @RequestParam Map<String, String> parameters,
			@AuthenticationPrincipal SignedInAccount administrator, Model model, RedirectAttributes redirect) {
		Directory directory = this.summaries.directory(id);
		TypedRules typed = TypedRules.typed(parameters);
		Optional<TypedRules> other = rows(typed, parameters.getOrDefault("do", "add"));
		if (other.isPresent()) {
			return show(directory, other.get(), List.of(), model);
		}
		if (changedSince(directory, Versions.read(parameters.get("version")))) {
			return meanwhile(directory, typed, model);
		}
		try {
			Directory changed = this.edits.change(directory, directory.settings().giving(typed.rules()), "",
					administrator.accountId());
			redirect.addFlashAttribute("notice", ChangeNotice.key(directory, changed));
			return "redirect:/admin/directories/" + directory.id() + "/rules";
		}
		catch (DirectoryRefused ex) {
			return show(directory, typed, ex.problems(), model);
		}
		catch (DirectoryChangedMeanwhile ex) {
			return meanwhile(this.summaries.directory(id), typed, model);
		}
	}

	/** With what had been typed before the administrator had to sign in again. */
	private String show(Directory directory, KeptWords kept, Model model) {
		TypedRules typed = TypedRules.typed(kept.words());
		return changedSince(directory, Versions.read(kept.word("version"))) ? meanwhile(directory, typed, model)
				: show(directory, typed, List.of(), model);
	}

	/** The rows after a button that only changes them; empty for the one that saves. */
	private static Optional<TypedRules> rows(TypedRules typed, String button) {
		if (button.equals("save")) {
			return Optional.empty();
		}
		return Optional.of(button.startsWith(DROP) ? typed.withoutRow(Versions.read(button.substring(DROP.length())))
				: typed.withRow());
	}

	/** Other settings may change; the rules must be those that were seen. */
	private boolean changedSince(Directory directory, int version) {
		TypedRules now = TypedRules.of(directory.settings().accounts().rules());
		return version != directory.version() && this.edits.words(directory, version)
			.filter((words) -> TypedRules.typed(words).equals(now))
			.isEmpty();
	}

	private String meanwhile(Directory directory, TypedRules typed, Model model) {
		model.addAttribute("stored", TypedRules.of(directory.settings().accounts().rules()));
		return show(directory, typed, List.of(), model);
	}

	private String show(Directory directory, TypedRules typed, List<DirectoryProblem> problems, Model model) {
		model.addAttribute("directory", this.summaries.of(directory));
		model.addAttribute("version", directory.version());
		model.addAttribute("rules", typed.rows());
		model.addAttribute("beside", typed.problems(problems));
		model.addAttribute("wrong", !problems.isEmpty());
		model.addAttribute("problems",
				problems.stream().filter((problem) -> !problem.field().startsWith("rules.")).map(Problem::of).toList());
		return "admin/directory-rules";
	}

}
