package dev.signet.admin.web;

import java.util.Arrays;
import java.util.List;

import dev.signet.federation.preset.Preset;
import dev.signet.federation.provider.Providers;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The list of providers, and the choice of a kind for a new one.
 */
@Controller
class ProviderListController {

	private final ProviderViews views;

	private final Providers providers;

	ProviderListController(ProviderViews views, Providers providers) {
		this.views = views;
		this.providers = providers;
	}

	@GetMapping("/admin/providers")
	String list(Model model) {
		model.addAttribute("providers", this.views.all());
		model.addAttribute("removed", this.providers.removed().stream().map(RemovedView::of).toList());
		return "admin/providers";
	}

	@GetMapping("/admin/providers/add")
	String choose(Model model) {
		List<PresetChoice> choices = Arrays.stream(Preset.values()).map(PresetChoice::of).toList();
		model.addAttribute("known", choices.stream().filter((choice) -> !choice.generic()).toList());
		model.addAttribute("others", choices.stream().filter(PresetChoice::generic).toList());
		return "admin/provider-choose";
	}

}
