package dev.signet.admin.web;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.signet.account.SignedInAccount;
import dev.signet.federation.preset.Preset;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderProblem;
import dev.signet.federation.provider.ProviderRefused;
import dev.signet.federation.provider.Providers;
import dev.signet.federation.settings.ProviderSettings;
import dev.signet.federation.visit.UpstreamFlows;
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
 * Adds a provider. The page first shows what to register over there, because whoever sets
 * up a provider begins there; then it asks for what that gave.
 */
@Controller
@RecentSignIn
@RequestMapping("/admin/providers/add/{kind}")
class ProviderAddController {

	private static final String PAGE = "admin/provider-add";

	/** What can stand in an address; the rules of settings say so to whoever saves. */
	private static final Pattern ALIAS = Pattern.compile("[a-z0-9-]{1,40}");

	private final Providers providers;

	private final UpstreamFlows flows;

	private final KeptForms keptForms;

	ProviderAddController(Providers providers, UpstreamFlows flows, KeptForms keptForms) {
		this.providers = providers;
		this.flows = flows;
		this.keptForms = keptForms;
	}

	@GetMapping
	String page(@PathVariable String kind, HttpServletRequest request, Model model) {
		Preset preset = preset(kind);
		return this.keptForms.fill(request, model)
			.map((kept) -> show(preset, kept.word("alias"), TypedProvider.typed(preset, kept.words()), List.of(),
					model))
			.orElseGet(
					() -> show(preset, freeAlias(kind), TypedProvider.of(preset, preset.defaults()), List.of(), model));
	}

	/**
	 * Saves, or only shows the address again that goes with another short name.
	 */
	@KeptForm(fields = "alias|" + ProviderFields.NAMES, secret = ProviderFields.SECRET)
	@PostMapping
	String add(@PathVariable String kind, @RequestParam Map<String, String> parameters,
			@AuthenticationPrincipal SignedInAccount administrator, Model model, RedirectAttributes redirect) {
		Preset preset = preset(kind);
		String alias = parameters.getOrDefault("alias", "").strip();
		TypedProvider typed = TypedProvider.typed(preset, parameters);
		if (parameters.containsKey("show")) {
			return show(preset, alias, typed, malformed(alias), model);
		}
		ProviderSettings settings = typed.settings(preset.defaults());
		try {
			Provider added = this.providers.add(alias, preset, typed.orRefused(settings),
					parameters.getOrDefault(ProviderFields.SECRET, "").strip(), administrator.accountId());
			redirect.addFlashAttribute("notice", "admin.notice.added");
			return "redirect:/admin/providers/" + added.id();
		}
		catch (ProviderRefused ex) {
			return show(preset, alias, typed, typed.allProblems(ex.problems()), model);
		}
	}

	private String show(Preset preset, String alias, TypedProvider typed, List<ProviderProblem> problems, Model model) {
		model.addAttribute("path", PresetChoice.of(preset).path());
		model.addAttribute("preset", preset.name());
		model.addAttribute("alias", alias);
		model.addAttribute("aliasProblems", FormProblems.of(FormProblems.ALIAS, problems));
		model.addAttribute("redirectUri", malformed(alias).isEmpty() ? this.flows.redirectUri(alias) : null);
		model.addAttribute("form", ProviderForm.of(preset, typed, problems));
		return PAGE;
	}

	private static List<ProviderProblem> malformed(String alias) {
		return ALIAS.matcher(alias).matches() ? List.of()
				: List.of(new ProviderProblem(FormProblems.ALIAS, "federation.problem.alias", List.of()));
	}

	/** A short name that nobody has: the kind, with a number if need be. */
	private String freeAlias(String kind) {
		String alias = kind;
		for (int number = 2; this.providers.findByAlias(alias).isPresent(); number++) {
			alias = kind + "-" + number;
		}
		return alias;
	}

	private static Preset preset(String kind) {
		return Arrays.stream(Preset.values())
			.filter((preset) -> PresetChoice.of(preset).path().equals(kind))
			.findFirst()
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

}
