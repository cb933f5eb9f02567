package dev.signet.admin.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.signet.account.SignedInAccount;
import dev.signet.federation.preset.Preset;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderChangedMeanwhile;
import dev.signet.federation.provider.ProviderProblem;
import dev.signet.federation.provider.ProviderRefused;
import dev.signet.federation.settings.ProviderSettings;
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
 * ChangeNotice what is set about a provider. What somebody else has changed since the
 * form was opened is joined with what was typed and shown before anything is saved.
 */
@Controller
@RecentSignIn
@RequestMapping("/admin/providers/{id}/edit")
class ProviderEditController {

	private final ProviderViews views;

	private final ProviderEdits edits;

	private final KeptForms keptForms;

	ProviderEditController(ProviderViews views, ProviderEdits edits, KeptForms keptForms) {
		this.views = views;
		this.edits = edits;
		this.keptForms = keptForms;
	}

	@GetMapping
	String page(@PathVariable String id, HttpServletRequest request, Model model) {
		Provider provider = this.views.provider(id);
		Optional<KeptWords> kept = this.keptForms.fill(request, model);
		if (kept.isPresent()) {
			return show(provider, kept.get(), model);
		}
		return show(provider, TypedProvider.of(provider.preset(), provider.settings()), List.of(), null, model);
	}

	@KeptForm(fields = "version|" + ProviderFields.NAMES, secret = ProviderFields.SECRET)
	@PostMapping
	String save(@PathVariable String id, @RequestParam Map<String, String> parameters,
			@AuthenticationPrincipal SignedInAccount administrator, Model model, RedirectAttributes redirect) {
		Provider provider = this.views.provider(id);
		Preset preset = provider.preset();
		TypedProvider typed = TypedProvider.typed(preset, parameters);
		int version = Versions.read(parameters.get("version"));
		if (version != provider.version()) {
			return meanwhile(provider, version, typed, model);
		}
		ProviderSettings settings = typed.settings(provider.settings());
		try {
			Provider changed = this.edits.change(provider, typed.orRefused(settings),
					parameters.getOrDefault(ProviderFields.SECRET, "").strip(), administrator.accountId());
			redirect.addFlashAttribute("notice", ChangeNotice.key(provider, changed));
			return "redirect:/admin/providers/" + id;
		}
		catch (ProviderRefused ex) {
			return show(provider, typed, typed.allProblems(ex.problems()), null, model);
		}
		catch (ProviderChangedMeanwhile ex) {
			return meanwhile(this.views.provider(id), version, typed, model);
		}
	}

	/** With what had been typed before the administrator had to sign in again. */
	private String show(Provider provider, KeptWords kept, Model model) {
		TypedProvider typed = TypedProvider.typed(provider.preset(), kept.words());
		int version = Versions.read(kept.word("version"));
		return (version != provider.version()) ? meanwhile(provider, version, typed, model)
				: show(provider, typed, List.of(), null, model);
	}

	/** A field that was left as it was takes what the other has stored. */
	private String meanwhile(Provider provider, int version, TypedProvider typed, Model model) {
		Preset preset = provider.preset();
		TypedProvider now = TypedProvider.of(preset, provider.settings());
		TypedProvider joined = this.edits.before(provider, version)
			.map((base) -> typed.joined(TypedProvider.of(preset, base), now))
			.orElse(typed);
		model.addAttribute("meanwhile", true);
		return show(provider, joined, List.of(), now, model);
	}

	private String show(Provider provider, TypedProvider typed, List<ProviderProblem> problems,
			@Nullable TypedProvider now, Model model) {
		model.addAttribute("provider", this.views.of(provider));
		model.addAttribute("version", provider.version());
		model.addAttribute("hasSecret", provider.hasSecret());
		model.addAttribute("form", ProviderForm.of(provider.preset(), typed, problems, now));
		return "admin/provider-edit";
	}

}
