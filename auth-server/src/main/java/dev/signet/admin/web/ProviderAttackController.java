package dev.signet.admin.web;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.signet.account.EmailAddress;
import dev.signet.federation.call.UpstreamTrouble;
import dev.signet.federation.preset.Claimed;
import dev.signet.federation.provider.Provider;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

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

	private static final int MOST_OTHERS = 4096;

	private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {
	};

	/** As strict as with what comes from a provider. */
	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.build();

	private final ProviderViews views;

	private final OutcomeViews outcomes;

	ProviderAttackController(ProviderViews views, OutcomeViews outcomes) {
		this.views = views;
		this.outcomes = outcomes;
	}

	@GetMapping
	String ask(@PathVariable String id, Model model) {
		model.addAttribute("problems", Map.of());
		return show(this.views.provider(id), Map.of(), model);
	}

	@PostMapping
	String decide(@PathVariable String id, @RequestParam Map<String, String> parameters, Model model) {
		Provider provider = this.views.provider(id);
		String subject = typed("subject", parameters);
		String email = typed("email", parameters);
		String tenant = typed("tenant", parameters);
		Optional<Map<String, Object>> others = object(typed("others", parameters));
		Map<String, String> problems = new HashMap<>();
		if (subject.isEmpty() || subject.length() > MOST || !subject.chars().allMatch((each) -> each >= ' ')) {
			problems.put("subject", "admin.problem.subject");
		}
		if (!email.isEmpty() && EmailAddress.parse(email).isEmpty()) {
			problems.put("email", "account.email.form");
		}
		if (tenant.length() > MOST) {
			problems.put("tenant", "admin.problem.tenant-there");
		}
		if (others.isEmpty()) {
			problems.put("others", "admin.problem.claims");
		}
		model.addAttribute("problems", problems);
		if (problems.isEmpty()) {
			decide(provider, new Claimed(subject, email.isEmpty() ? null : email, parameters.containsKey("verified"),
					tenant.isEmpty() ? null : tenant, others.orElseThrow()), model);
		}
		return show(provider, parameters, model);
	}

	private void decide(Provider provider, Claimed claimed, Model model) {
		try {
			model.addAttribute("outcome", this.outcomes.of(provider,
					provider.preset().person(provider.settings(), issuer(provider), claimed)));
		}
		catch (UpstreamTrouble ex) {
			model.addAttribute("refused", ex.detail());
		}
	}

	private static String typed(String field, Map<String, String> parameters) {
		return parameters.getOrDefault(field, "").strip();
	}

	/** Nothing is an object without members. */
	private static Optional<Map<String, Object>> object(String typed) {
		if (typed.isEmpty()) {
			return Optional.of(Map.of());
		}
		try {
			return (typed.length() <= MOST_OTHERS) ? Optional.ofNullable(JSON.readValue(typed, OBJECT))
					: Optional.empty();
		}
		catch (JacksonException ex) {
			return Optional.empty();
		}
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
