package dev.signet.linking;

import java.util.Optional;

import dev.signet.account.SignedInAccount;
import dev.signet.directory.DirectoryChangedMeanwhile;
import dev.signet.federation.link.LinkTaken;
import dev.signet.session.NoSuchSession;
import dev.signet.signin.journey.ResumedJourney;
import dev.signet.signin.recent.RecentSignIn;
import dev.signet.web.LanguageSwitch;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Where somebody who came from elsewhere proves that an account here is theirs: they sign
 * in to it as ever, with all that it asks for, after they came; then they say that the
 * two belong together.
 */
@Controller
class ProofController {

	static final String CONFIRM = "/account/security/link/";

	private final Arrivals arrivals;

	private final Proofs proofs;

	private final Origins origins;

	private final FailurePage failurePage;

	private final ResumedJourney journey;

	ProofController(Arrivals arrivals, Proofs proofs, Origins origins, FailurePage failurePage,
			ResumedJourney journey) {
		this.arrivals = arrivals;
		this.proofs = proofs;
		this.origins = origins;
		this.failurePage = failurePage;
		this.journey = journey;
	}

	/** Asks to sign in. Whose account it is, is not told: the address says enough. */
	@GetMapping("/signin/link")
	String ask(@RequestParam(defaultValue = "") String arrival, @RequestParam Optional<String> other,
			HttpServletRequest request, HttpServletResponse response, Model model) {
		Optional<Arrival> found = this.arrivals.find(arrival, Arrival.Purpose.PROVE, request);
		Optional<Origin> origin = found.flatMap(this::origin);
		if (found.isEmpty() || origin.isEmpty()) {
			return gone(request, response, model);
		}
		show(found.get(), origin.get(), request, response, model);
		model.addAttribute("known", found.get().accountId() != null);
		model.addAttribute("other", other.isPresent());
		model.addAttribute("wayOn", this.journey.by("/signin", request, response));
		model.addAttribute("confirm", CONFIRM + found.get().id());
		model.addAttribute(LanguageSwitch.HERE, "/signin/link?arrival=" + found.get().id());
		return "linking/prove";
	}

	/** Who could get an account has one already. */
	@PostMapping("/signin/link")
	String begin(@RequestParam(defaultValue = "") String arrival, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		return this.arrivals.find(arrival, Arrival.Purpose.CREATE, request)
			.filter((found) -> this.arrivals.prove(found.id(), null, request))
			.map((found) -> "redirect:/signin/link?arrival=" + found.id())
			.orElseGet(() -> gone(request, response, model));
	}

	@RecentSignIn
	@GetMapping(CONFIRM + "{id}")
	String confirm(@PathVariable String id, @AuthenticationPrincipal SignedInAccount current,
			HttpServletRequest request, HttpServletResponse response, Model model) {
		return check(id, current, request, response, model, (arrival, origin) -> {
			show(arrival, origin, request, response, model);
			model.addAttribute("username", current.username());
			model.addAttribute("confirm", CONFIRM + id);
			model.addAttribute(LanguageSwitch.HERE, CONFIRM + id);
			return "linking/confirm";
		});
	}

	@RecentSignIn
	@PostMapping(CONFIRM + "{id}")
	String decide(@PathVariable String id, @RequestParam(defaultValue = "") String decision,
			@AuthenticationPrincipal SignedInAccount current, HttpServletRequest request, HttpServletResponse response,
			Model model) {
		return check(id, current, request, response, model,
				(arrival, origin) -> decide(arrival, origin, decision, current, request, response, model));
	}

	private String decide(Arrival arrival, Origin origin, String decision, SignedInAccount current,
			HttpServletRequest request, HttpServletResponse response, Model model) {
		this.journey.resume(arrival.pendingRequest(), arrival.next(), request, response);
		if (decision.equals("leave")) {
			this.arrivals.take(arrival, this.arrivals.browser(request));
			return "redirect:" + this.journey.onwards(request, response);
		}
		try {
			return this.proofs.link(arrival, origin, this.arrivals.browser(request), current)
					? "redirect:" + this.journey.onwards(request, response) : gone(request, response, model);
		}
		catch (LinkTaken ex) {
			return this.failurePage.show(FailurePage.Failure.TAKEN, "Linked to an account meanwhile", null, null,
					request, response, model);
		}
		catch (NoSuchSession | DirectoryChangedMeanwhile ex) {
			return gone(request, response, model);
		}
	}

	private String check(String id, SignedInAccount current, HttpServletRequest request, HttpServletResponse response,
			Model model, Step step) {
		Optional<Arrival> found = this.arrivals.find(id, Arrival.Purpose.PROVE, request);
		Optional<Origin> origin = found.flatMap(this::origin);
		if (found.isEmpty() || origin.isEmpty()) {
			return gone(request, response, model);
		}
		Arrival arrival = found.get();
		boolean another = arrival.accountId() != null && !arrival.accountId().equals(current.accountId());
		if (another || !current.provedSince(arrival.begunAt())) {
			return "redirect:/signin/link?arrival=" + arrival.id() + (another ? "&other=yes" : "");
		}
		return step.take(arrival, origin.get());
	}

	private void show(Arrival arrival, Origin origin, HttpServletRequest request, HttpServletResponse response,
			Model model) {
		this.journey.resume(arrival.pendingRequest(), arrival.next(), request, response);
		this.journey.carryOn(request, response, model);
		model.addAttribute("provider", origin.name());
		model.addAttribute("shownAs", ClaimedName.shown(arrival.person()).orElse(null));
	}

	private Optional<Origin> origin(Arrival arrival) {
		return this.origins.of(arrival).filter(Origin::enabled);
	}

	private String gone(HttpServletRequest request, HttpServletResponse response, Model model) {
		return this.failurePage.show(FailurePage.Failure.GONE, "No proof of this browser that waits", null, null,
				request, response, model);
	}

	/** What is done with a proof that may go on. */
	@FunctionalInterface
	private interface Step {

		String take(Arrival arrival, Origin origin);

	}

}
