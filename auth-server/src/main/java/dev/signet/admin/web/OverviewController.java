package dev.signet.admin.web;

import java.util.List;

import dev.signet.directory.Directories;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderState;
import dev.signet.federation.provider.Providers;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The first page of the console: what waits for an administrator.
 */
@Controller
class OverviewController {

	private final Attentions attentions;

	private final Providers providers;

	private final Directories directories;

	OverviewController(Attentions attentions, Providers providers, Directories directories) {
		this.attentions = attentions;
		this.providers = providers;
		this.directories = directories;
	}

	@GetMapping("/admin")
	String page(Model model) {
		List<Provider> all = this.providers.all();
		model.addAttribute("attention", this.attentions.all());
		model.addAttribute("providers", all.size());
		model.addAttribute("offered",
				all.stream().filter((provider) -> provider.state() == ProviderState.ENABLED).count());
		model.addAttribute("directories", this.directories.all().size());
		model.addAttribute("directoriesAsked", this.directories.enabled().size());
		return "admin/overview";
	}

}
