package dev.signet.admin.web;

import java.util.Arrays;
import java.util.List;

import dev.signet.federation.Preset;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The list of providers, and the choice of a kind for a new one.
 */
@Controller
class ProviderListController {

	private final ProviderViews views;

	ProviderListController(ProviderViews views) {
		this.views = views;
	}

	@GetMapping("/admin/providers")
	String list(Model model) {
		model.addAttribute("providers", this.views.all());
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
