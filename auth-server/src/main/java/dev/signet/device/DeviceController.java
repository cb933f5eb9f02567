package dev.signet.device;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.signet.account.SignedInAccount;
import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.client.Scopes;
import dev.signet.consent.Consents;
import dev.signet.grant.DeviceGuesses;
import dev.signet.grant.TooManyGuesses;
import dev.signet.grant.WaitingDevice;
import dev.signet.session.DeviceNames;
import dev.signet.session.NoSuchSession;
import dev.signet.signin.factor.SecondFactorPolicy;
import dev.signet.signin.journey.AppView;
import dev.signet.signin.step.TermsOfService;
import dev.signet.web.LanguageSwitch;
import dev.signet.web.RetryLater;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The page to which a device sends people (RFC 8628 §3.3): type the code, see which app
 * asks from where, decide. A code that comes in the address (§3.3.1) is only filled in,
 * so a link alone finds out nothing and allows nothing; no client is approved in silence.
 */
@Controller
class DeviceController {

	private static final String CODE_PAGE = "device/code";

	/** Enough for any way to write a code, and to show it back. */
	private static final int LONGEST_CODE = 40;

	private final DeviceGuesses guesses;

	private final DeviceDecision decision;

	private final Clients clients;

	private final Scopes scopes;

	private final Consents consents;

	private final DeviceNames deviceNames;

	private final SecondFactorPolicy secondFactors;

	private final Optional<TermsOfService> terms;

	DeviceController(DeviceGuesses guesses, DeviceDecision decision, Clients clients, Scopes scopes, Consents consents,
			DeviceNames deviceNames, SecondFactorPolicy secondFactors, Optional<TermsOfService> terms) {
		this.guesses = guesses;
		this.decision = decision;
		this.clients = clients;
		this.scopes = scopes;
		this.consents = consents;
		this.deviceNames = deviceNames;
		this.secondFactors = secondFactors;
		this.terms = terms;
	}

	@ModelAttribute
	void code(@RequestParam(name = "user_code", required = false) @Nullable String userCode, Model model) {
		String shown = (userCode == null || userCode.length() > LONGEST_CODE) ? "" : DeviceGuesses.shown(userCode);
		model.addAttribute("userCode", shown);
		model.addAttribute(LanguageSwitch.HERE,
				UriComponentsBuilder.fromPath("/device").queryParam("user_code", "{code}").encode().build(shown));
	}

	@GetMapping("/device")
	String ask(@ModelAttribute("userCode") String userCode, Model model) {
		model.addAttribute("given", !userCode.isEmpty());
		return CODE_PAGE;
	}

	@PostMapping("/device")
	String show(@ModelAttribute("userCode") String userCode, @AuthenticationPrincipal SignedInAccount person,
			HttpServletRequest request, HttpServletResponse response, Model model) {
		try {
			Optional<Asking> asking = asking(userCode, person, request);
			Optional<String> first = asking.flatMap((found) -> first(person, found.client(), userCode));
			if (first.isPresent()) {
				return first.get();
			}
			return asking.isPresent() ? confirm(asking.get(), person, request, model) : unknown(response, model);
		}
		catch (TooManyGuesses ex) {
			return tooMany(ex, response, model);
		}
	}

	@PostMapping("/device/decision")
	String decide(@ModelAttribute("userCode") String userCode, @RequestParam String decision,
			@RequestParam(name = "scope", required = false) @Nullable List<String> ticked,
			@AuthenticationPrincipal SignedInAccount person, HttpServletRequest request, HttpServletResponse response,
			Model model) {
		try {
			Optional<Asking> found = asking(userCode, person, request);
			if (found.isEmpty()) {
				return unknown(response, model);
			}
			Asking asking = found.get();
			boolean allow = decision.equals("allow");
			// Who says no need not do anything first
			Optional<String> first = allow ? first(person, asking.client(), userCode) : Optional.empty();
			if (first.isPresent()) {
				return first.get();
			}
			boolean counts = allow ? this.decision.allow(asking.device(), asking.client(), person,
					(ticked == null) ? List.of() : ticked) : this.decision.deny(asking.device(), person);
			if (!counts) {
				return allow ? nothingLeft(asking, person, request, model) : unknown(response, model);
			}
			model.addAttribute("app", AppView.of(asking.client()));
			model.addAttribute("allowed", allow);
			return "device/done";
		}
		catch (TooManyGuesses ex) {
			return tooMany(ex, response, model);
		}
		catch (NoSuchSession ex) {
			// Whoever is not signed in any more is asked to, and comes back
			return "redirect:/device?user_code=" + URLEncoder.encode(userCode, StandardCharsets.UTF_8);
		}
	}

	private Optional<Asking> asking(String userCode, SignedInAccount person, HttpServletRequest request)
			throws TooManyGuesses {
		return this.guesses.find(userCode, person.sessionId(), request.getRemoteAddr())
			.flatMap((device) -> this.clients.findById(device.clientId())
				.filter(Client::enabled)
				.map((client) -> new Asking(device, client)));
	}

	private String confirm(Asking asking, SignedInAccount person, HttpServletRequest request, Model model) {
		Set<String> allowed = this.consents.allowed(person.accountId(), asking.client().id());
		model.addAttribute("app", AppView.of(asking.client()));
		model.addAttribute("account", person.username());
		model.addAttribute("device", asking.device());
		model.addAttribute("deviceName", this.deviceNames.of(asking.device().origin()));
		model.addAttribute("near", asking.device().near(request.getRemoteAddr()));
		model.addAttribute("scopes",
				this.scopes.describe(new TreeSet<>(asking.device().scopes()))
					.stream()
					.map((scope) -> AskedScope.of(scope, allowed.contains(scope.name()), asking.client().firstParty()))
					.toList());
		return "device/confirm";
	}

	/**
	 * Where the person must go first: to the second factor that the client wants, to the
	 * terms of service. The code is filled in again afterwards.
	 */
	private Optional<String> first(SignedInAccount person, Client client, String userCode) {
		String back = "?next=" + URLEncoder.encode("/device?user_code=" + userCode, StandardCharsets.UTF_8);
		if (this.secondFactors.stops(person, client)) {
			return Optional.of("redirect:/signin/step-up" + back);
		}
		return this.terms.flatMap((known) -> known.toAccept(person.accountId()))
			.map((open) -> "redirect:/signin/terms" + back);
	}

	private String nothingLeft(Asking asking, SignedInAccount person, HttpServletRequest request, Model model) {
		model.addAttribute("nothing", true);
		return confirm(asking, person, request, model);
	}

	/** The same for a code that never was, is over, is decided, or is no code at all. */
	private static String unknown(HttpServletResponse response, Model model) {
		response.setStatus(HttpStatus.BAD_REQUEST.value());
		model.addAttribute("wrong", true);
		return CODE_PAGE;
	}

	private static String tooMany(TooManyGuesses ex, HttpServletResponse response, Model model) {
		RetryLater.say(response, HttpStatus.TOO_MANY_REQUESTS, ex.retryAfter());
		model.addAttribute("minutes", RetryLater.minutes(ex.retryAfter()));
		return CODE_PAGE;
	}

	private record Asking(WaitingDevice device, Client client) {
	}

}
