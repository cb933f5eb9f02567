package dev.signet.admin.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.signet.account.SignedInAccount;
import dev.signet.federation.mapping.ClaimMapper;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderChangedMeanwhile;
import dev.signet.federation.provider.ProviderProblem;
import dev.signet.federation.provider.ProviderRefused;
import dev.signet.federation.settings.ClaimMapping;
import dev.signet.federation.trial.Trials;
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
 * What becomes of the claims that a provider tells: rules as rows, which come and go by
 * buttons of the form, with a look at what they make of the claims that whoever looks saw
 * last.
 */
@Controller
@RecentSignIn
@RequestMapping("/admin/providers/{id}/mapping")
class ProviderMappingController {

	private final ProviderViews views;

	private final ProviderEdits edits;

	private final Trials trials;

	private final ClaimMapper mapper;

	private final KeptForms keptForms;

	ProviderMappingController(ProviderViews views, ProviderEdits edits, Trials trials, ClaimMapper mapper,
			KeptForms keptForms) {
		this.views = views;
		this.edits = edits;
		this.trials = trials;
		this.mapper = mapper;
		this.keptForms = keptForms;
	}

	@GetMapping
	String page(@PathVariable String id, @AuthenticationPrincipal SignedInAccount administrator,
			HttpServletRequest request, Model model) {
		Provider provider = this.views.provider(id);
		Optional<KeptWords> kept = this.keptForms.fill(request, model);
		if (kept.isPresent()) {
			return show(provider, kept.get(), administrator, model);
		}
		return show(provider, TypedMapping.of(provider.settings().mapping()), Map.of(), administrator, model);
	}

	@KeptForm(fields = "version|when|(claim|field|roleClaim|roleValue|roleKind|roleName)-[0-9]{1,2}")
	@PostMapping
	String post(@PathVariable String id, @RequestParam Map<String, String> parameters,
			@AuthenticationPrincipal SignedInAccount administrator, Model model, RedirectAttributes redirect) {
		Provider provider = this.views.provider(id);
		TypedMapping typed = TypedMapping.typed(parameters);
		Optional<TypedMapping> other = rows(typed, parameters.getOrDefault("do", "preview"));
		if (other.isPresent()) {
			return show(provider, other.get(), Map.of(), administrator, model);
		}
		Map<String, ProviderProblem> gaps = typed.gaps();
		if (!gaps.isEmpty()) {
			return show(provider, typed, gaps, administrator, model);
		}
		if (changedMeanwhile(provider, Versions.read(parameters.get("version")))) {
			return meanwhile(provider, typed, administrator, model);
		}
		try {
			Provider changed = this.edits.change(provider, provider.settings().withMapping(typed.mapping()), null,
					administrator.accountId());
			redirect.addFlashAttribute("notice", ChangeNotice.key(provider, changed));
			return "redirect:/admin/providers/" + provider.id() + "/mapping";
		}
		catch (ProviderRefused ex) {
			model.addAttribute("problems",
					ex.problems().stream().filter((problem) -> typed.field(problem).isEmpty()).toList());
			return show(provider, typed, beside(typed, ex.problems()), administrator, model);
		}
		catch (ProviderChangedMeanwhile ex) {
			return meanwhile(this.views.provider(id), typed, administrator, model);
		}
	}

	/** With what had been typed before the administrator had to sign in again. */
	private String show(Provider provider, KeptWords kept, SignedInAccount administrator, Model model) {
		TypedMapping typed = TypedMapping.typed(kept.words());
		return changedMeanwhile(provider, Versions.read(kept.word("version")))
				? meanwhile(provider, typed, administrator, model)
				: show(provider, typed, Map.of(), administrator, model);
	}

	/** The rows after a button that only changes them; empty for the one that saves. */
	private static Optional<TypedMapping> rows(TypedMapping typed, String button) {
		if (button.equals("save")) {
			return Optional.empty();
		}
		int row = Versions.read(button.substring(button.lastIndexOf('-') + 1));
		if (button.startsWith("drop-profile-")) {
			return Optional.of(typed.withoutProfileRow(row));
		}
		if (button.startsWith("drop-role-")) {
			return Optional.of(typed.withoutRoleRow(row));
		}
		return Optional.of(switch (button) {
			case "add-profile" -> typed.withProfileRow();
			case "add-role" -> typed.withRoleRow();
			default -> typed;
		});
	}

	/** Other settings may change; the mapping must be the one that was seen. */
	private boolean changedMeanwhile(Provider provider, int version) {
		return version != provider.version() && !this.edits.before(provider, version)
			.filter((base) -> base.mapping().equals(provider.settings().mapping()))
			.isPresent();
	}

	private String meanwhile(Provider provider, TypedMapping typed, SignedInAccount administrator, Model model) {
		model.addAttribute("stored", TypedMapping.of(provider.settings().mapping()));
		return show(provider, typed, Map.of(), administrator, model);
	}

	/** What is said beside fields; a field is told one thing at a time. */
	private static Map<String, ProviderProblem> beside(TypedMapping typed, List<ProviderProblem> problems) {
		Map<String, ProviderProblem> beside = new HashMap<>();
		problems.forEach((problem) -> typed.field(problem).ifPresent((field) -> beside.putIfAbsent(field, problem)));
		return beside;
	}

	private String show(Provider provider, TypedMapping typed, Map<String, ProviderProblem> marked,
			SignedInAccount administrator, Model model) {
		model.addAttribute("provider", this.views.of(provider));
		model.addAttribute("version", provider.version());
		model.addAttribute("mapping", typed);
		model.addAttribute("fields", provider.preset().fields());
		model.addAttribute("marked", marked);
		this.trials.lastSeenClaims(provider.id(), administrator.accountId()).ifPresent((claims) -> {
			model.addAttribute("claims", ClaimRow.of(claims));
			model.addAttribute("mapped", this.mapper.map(with(provider, typed.mapping()),
					new UpstreamPerson("", "", null, false, claims, null)));
		});
		return "admin/provider-mapping";
	}

	private static Provider with(Provider provider, ClaimMapping mapping) {
		return new Provider(provider.id(), provider.alias(), provider.preset(),
				provider.settings().withMapping(mapping), provider.state(), provider.hasSecret(), provider.version(),
				provider.createdAt(), provider.changedAt(), provider.provedAt());
	}

}
