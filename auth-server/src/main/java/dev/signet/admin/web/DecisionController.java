package dev.signet.admin.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderId;
import dev.signet.federation.provider.Providers;
import dev.signet.linking.DecidedVisit;
import dev.signet.linking.DecidedVisits;
import dev.signet.linking.LinkingDecision.Result;
import dev.signet.linking.LinkingTable;
import dev.signet.refusal.RefusedRequests;
import dev.signet.secret.WrittenIds;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * Shows what was decided about people who came from providers, with all that decided it,
 * and what failed under a reference that somebody reads out. It changes nothing, and
 * shows nothing of the personal part of the trail.
 */
@Controller
class DecisionController {

	static final String PAGE = "/admin/decisions";

	private static final String LIST = "admin/decisions";

	private static final int MOST = 25;

	private final DecidedVisits visits;

	private final RefusedRequests refusedRequests;

	private final Providers providers;

	private final Accounts accounts;

	DecisionController(DecidedVisits visits, RefusedRequests refusedRequests, Providers providers, Accounts accounts) {
		this.visits = visits;
		this.refusedRequests = refusedRequests;
		this.providers = providers;
		this.accounts = accounts;
	}

	@GetMapping(PAGE)
	String list(@RequestParam Map<String, String> parameters, HttpServletResponse response, Model model) {
		DecisionSearch search = new DecisionSearch(parameters);
		List<Provider> all = this.providers.all();
		addForms(search, all, model);
		model.addAttribute("first", !parameters.containsKey("last"));
		if (!search.problems().isEmpty()) {
			response.setStatus(HttpStatus.BAD_REQUEST.value());
			return LIST;
		}
		List<DecidedVisit> found = this.visits.list(search.wanted(), last(parameters.get("last")), MOST + 1);
		List<DecidedVisit> shown = found.subList(0, Math.min(found.size(), MOST));
		model.addAttribute("decisions", views(shown, all));
		if (found.size() > MOST) {
			model.addAttribute("next", search.after(shown.get(MOST - 1).id().toString()));
		}
		return LIST;
	}

	/** All that is known under a reference, as somebody read it out or typed it. */
	@GetMapping(value = PAGE, params = "reference")
	String find(@RequestParam String reference, HttpServletResponse response, Model model) {
		List<Provider> all = this.providers.all();
		addForms(new DecisionSearch(Map.of()), all, model);
		model.addAttribute("reference", reference.strip());
		Optional<String> canonical = RefusedRequests.canonical(reference);
		if (canonical.isEmpty()) {
			response.setStatus(HttpStatus.BAD_REQUEST.value());
			model.addAttribute("problems", Map.of("reference", "admin.decisions.reference-form"));
			return LIST;
		}
		model.addAttribute("found", true);
		model.addAttribute("decisions", views(this.visits.withReference(canonical.get()), all));
		addRefused(canonical.get(), model);
		return LIST;
	}

	@GetMapping(PAGE + "/{id}")
	String one(@PathVariable String id, Model model) {
		DecidedVisit visit = WrittenIds.read(id)
			.flatMap(this.visits::find)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
		model.addAttribute("decision", views(List.of(visit), this.providers.all()).get(0));
		model.addAttribute("lines", LinkingTable.LINES);
		if (!visit.result().equals(Result.REFUSE.name())) {
			visit.reference().ifPresent((reference) -> addRefused(reference, model));
		}
		return "admin/decision";
	}

	private static void addForms(DecisionSearch search, List<Provider> providers, Model model) {
		model.addAttribute("providers", providers);
		model.addAttribute("results", Result.values());
		model.addAttribute("typed", search.words());
		model.addAttribute("narrow", search.narrow());
		model.addAttribute("problems", search.problems());
	}

	private void addRefused(String reference, Model model) {
		this.refusedRequests.find(reference).ifPresent((refused) -> {
			model.addAttribute("refused", refused);
			model.addAttribute("refusal", refused.refusal().orElse(null));
		});
	}

	private List<DecisionView> views(List<DecidedVisit> visits, List<Provider> providers) {
		Map<ProviderId, Provider> known = providers.stream()
			.collect(Collectors.toMap(Provider::id, Function.identity()));
		Map<AccountId, Optional<String>> names = new HashMap<>();
		return visits.stream()
			.map((visit) -> DecisionView.of(visit,
					Optional.ofNullable(known.get(visit.providerId())).map(Provider::name),
					visit.accountId().flatMap((account) -> names.computeIfAbsent(account, this::username))))
			.toList();
	}

	/** Empty when the account is deleted: then nobody is named any more. */
	private Optional<String> username(AccountId account) {
		return this.accounts.find(account).map(Account::username);
	}

	private static @Nullable UUID last(@Nullable String text) {
		return (text == null) ? null
				: WrittenIds.read(text).orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
	}

}
