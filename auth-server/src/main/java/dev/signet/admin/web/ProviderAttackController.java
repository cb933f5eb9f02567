package dev.signet.admin.web;

import java.util.HashMap;
import java.util.Map;

import dev.signet.account.EmailAddress;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.provider.Provider;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Shows what would become of somebody of whom a provider claims this and that: what an
 * attacker gains who can have any claims there. Nothing is written.
 */
@Controller
@RequestMapping("/admin/providers/{id}/attack")
class ProviderAttackController {

	private static final int MOST = 255;

	private final ProviderViews views;

	private final OutcomeViews outcomes;

	ProviderAttackController(ProviderViews views, OutcomeViews outcomes) {
		this.views = views;
		this.outcomes = outcomes;
	}

	@GetMapping
	String ask(@PathVariable String id, Model model) {
		return show(this.views.provider(id), Map.of(), model);
	}

	@PostMapping
	String decide(@PathVariable String id, @RequestParam Map<String, String> parameters, Model model) {
		Provider provider = this.views.provider(id);
		String subject = parameters.getOrDefault("subject", "").strip();
		String email = parameters.getOrDefault("email", "").strip();
		if (subject.isEmpty() || subject.length() > MOST || !subject.chars().allMatch((each) -> each >= ' ')) {
			model.addAttribute("subjectProblem", "admin.problem.subject");
		}
		if (!email.isEmpty() && EmailAddress.parse(email).isEmpty()) {
			model.addAttribute("emailProblem", "account.email.form");
		}
		if (!model.containsAttribute("subjectProblem") && !model.containsAttribute("emailProblem")) {
			model.addAttribute("outcome",
					this.outcomes.of(provider, person(provider, subject, email, parameters.containsKey("verified"))));
		}
		return show(provider, parameters, model);
	}

	private static UpstreamPerson person(Provider provider, String subject, String email, boolean verified) {
		Map<String, Object> claims = new HashMap<>(Map.of("sub", subject));
		if (email.isEmpty()) {
			return new UpstreamPerson(issuer(provider), subject, null, false, claims, null);
		}
		claims.put("email", email);
		claims.put("email_verified", verified);
		return new UpstreamPerson(issuer(provider), subject, email, verified, claims, null);
	}

	private static String issuer(Provider provider) {
		String issuer = provider.settings().endpoints().issuer();
		return (issuer != null) ? issuer : "signet:" + provider.alias();
	}

	private String show(Provider provider, Map<String, String> typed, Model model) {
		model.addAttribute("provider", this.views.of(provider));
		model.addAttribute("typed", typed);
		return "admin/provider-attack";
	}

}
