package dev.signet.linking;

import java.net.URI;
import java.util.Optional;

import dev.signet.account.SignedInAccount;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.Providers;
import dev.signet.federation.visit.FlowPurpose;
import dev.signet.signin.journey.PendingRequest;
import dev.signet.signin.journey.WaitingRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * Where the buttons of the sign-in page lead.
 */
@Controller
class DepartureController {

	private final Providers providers;

	private final UpstreamDeparture departure;

	private final WaitingRequest waitingRequest;

	DepartureController(Providers providers, UpstreamDeparture departure, WaitingRequest waitingRequest) {
		this.providers = providers;
		this.departure = departure;
		this.waitingRequest = waitingRequest;
	}

	/** A provider that is not offered at the app that waits does not exist there. */
	@PostMapping("/signin/with/{alias}")
	String begin(@PathVariable String alias, @AuthenticationPrincipal @Nullable SignedInAccount current,
			HttpServletRequest request, HttpServletResponse response, Model model) {
		Provider provider = enabled(alias);
		String clientId = this.waitingRequest.findOrRestart(request, response)
			.map(PendingRequest::clientId)
			.orElse(null);
		if (!((current != null) ? ButtonRules.admitsAgain(provider, clientId)
				: ButtonRules.admits(provider, clientId))) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		return this.departure.begin(provider, FlowPurpose.SIGN_IN, null, request, response, model);
	}

	/** Somebody opened or reloaded the address of the button. */
	@GetMapping("/signin/with/{alias}")
	String again() {
		return "redirect:/signin";
	}

	/** Also of a hidden provider, which administrators try. */
	@GetMapping("/signin/with/{alias}/leave")
	String leave(@PathVariable String alias, @RequestParam(defaultValue = "") String to, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		Provider provider = this.providers.findByAlias(alias)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
		Optional<URI> address = this.departure.address(to, request);
		if (address.isEmpty()) {
			response.setStatus(HttpStatus.BAD_REQUEST.value());
			return "signin/stale";
		}
		model.addAttribute("address", address.get());
		model.addAttribute("provider", provider.name());
		return "linking/leave";
	}

	private Provider enabled(String alias) {
		return this.providers.findByAlias(alias)
			.filter(Provider::enabled)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

}
