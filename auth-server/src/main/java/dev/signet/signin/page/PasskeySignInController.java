package dev.signet.signin.page;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.signet.account.Account;
import dev.signet.account.AccountGeneration;
import dev.signet.account.Accounts;
import dev.signet.account.Factor;
import dev.signet.passkey.PasskeyRefused;
import dev.signet.proof.Asker;
import dev.signet.proof.Asking;
import dev.signet.proof.Asks;
import dev.signet.session.BrowserKey;
import dev.signet.session.KnownBrowsers;
import dev.signet.session.Network;
import dev.signet.signin.completion.SignInCompletion;
import dev.signet.signin.factor.BrowserPasskeys;
import dev.signet.signin.journey.Journey;
import dev.signet.signin.journey.WaitingRequest;
import dev.signet.signin.journey.WayBack;
import dev.signet.signin.mailbox.MailOffers;
import dev.signet.signin.throttle.SignInFailed;
import dev.signet.web.PublicAddress;
import dev.signet.web.RetryLater;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * A sign-in by a passkey alone. What it answers is the same for a passkey of a disabled
 * account and an answer that proves nothing. That nobody has a passkey here is told, to
 * the browser as well, which then stops to offer it: whoever has one whose id nobody can
 * guess learns nothing of others. All are counted by network: a passkey cannot be
 * guessed, but looking at an answer costs something. A browser in which somebody signed
 * in before has a room of its own beyond that, so nobody keeps their neighbours out.
 */
@Controller
class PasskeySignInController {

	private final BrowserPasskeys passkeys;

	private final Accounts accounts;

	private final SignInCompletion completion;

	private final WaitingRequest waitingRequest;

	private final Journey journey;

	private final MailOffers mailOffers;

	private final PublicAddress address;

	private final Asks asks;

	private final KnownBrowsers knownBrowsers;

	private final BrowserKey browserKey;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	PasskeySignInController(BrowserPasskeys passkeys, Accounts accounts, SignInCompletion completion,
			WaitingRequest waitingRequest, Journey journey, MailOffers mailOffers, PublicAddress address, Asks asks,
			KnownBrowsers knownBrowsers, BrowserKey browserKey, ApplicationEventPublisher events, Clock clock) {
		this.passkeys = passkeys;
		this.accounts = accounts;
		this.completion = completion;
		this.waitingRequest = waitingRequest;
		this.journey = journey;
		this.mailOffers = mailOffers;
		this.address = address;
		this.asks = asks;
		this.knownBrowsers = knownBrowsers;
		this.browserKey = browserKey;
		this.events = events;
		this.clock = clock;
	}

	@ModelAttribute("next")
	@Nullable String next(HttpServletRequest request) {
		return WayBack.page(request).orElse(null);
	}

	/** Whoever comes here by the address bar, or back to what is over, begins again. */
	@GetMapping("/signin/passkey")
	String page(HttpServletRequest request, HttpServletResponse response) {
		return "redirect:" + this.journey.by("/signin", request, response);
	}

	@PostMapping("/signin/passkey")
	String signIn(@RequestParam(defaultValue = "") String passkey,
			@RequestParam(defaultValue = "false") String remember, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		Asker counted = Asker.of(Asking.PASSKEY_FROM_NETWORK, Network.of(request.getRemoteAddr()));
		Optional<Duration> wait = this.asks.ask(counted);
		if (wait.isPresent() && !this.knownBrowsers.people(request).isEmpty()) {
			counted = Asker.of(Asking.PASSKEY_IN_BROWSER, this.browserKey.hexDigest(request).orElseThrow());
			wait = this.asks.ask(counted);
		}
		if (wait.isPresent()) {
			RetryLater.say(response, HttpStatus.TOO_MANY_REQUESTS, wait.get());
			model.addAttribute("minutes", RetryLater.minutes(wait.get()));
			return refused(request, response, model);
		}
		try {
			AccountGeneration proved = this.passkeys.signIn(passkey, request);
			this.asks.forgive(List.of(counted));
			Factor factor = new Factor(Factor.Method.PASSKEY, this.clock.instant());
			Optional<Account> account = this.accounts.find(proved);
			if (account.isPresent()) {
				return this.completion.admit(account.get(), factor, remember.equals("true"), request, response);
			}
		}
		catch (PasskeyRefused ex) {
			this.events.publishEvent(new SignInFailed(ex.accountId()));
			ex.unknown().ifPresent((id) -> {
				model.addAttribute("unknown", id);
				model.addAttribute("relyingParty", this.address.host());
				model.addAttribute("mail", this.mailOffers.signIn());
			});
		}
		response.setStatus(HttpStatus.BAD_REQUEST.value());
		return refused(request, response, model);
	}

	private String refused(HttpServletRequest request, HttpServletResponse response, Model model) {
		this.waitingRequest.findOrRestart(request, response).ifPresent((pending) -> {
			model.addAttribute("request", pending.id().toString());
			model.addAttribute("restart", pending.parameters());
		});
		return "signin/passkey-refused";
	}

}
