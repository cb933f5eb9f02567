package dev.signet.signin.page;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

import dev.signet.account.Factor;
import dev.signet.account.SignedInAccount;
import dev.signet.proof.Asking;
import dev.signet.proof.Asks;
import dev.signet.session.BrowserKey;
import dev.signet.session.Network;
import dev.signet.signin.completion.SignInCompletion;
import dev.signet.signin.journey.Journey;
import dev.signet.signin.mailbox.MailOffers;
import dev.signet.signin.mailbox.MailProved;
import dev.signet.signin.mailbox.MailedSignIns;
import dev.signet.web.RetryLater;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * The pages of somebody who signs in by their mailbox. What they answer is the same
 * whoever is named. Opening the link from the mail does nothing: programs that search
 * mails open links. Its page has a button.
 */
@Controller
class MailSignInController {

	private static final String ASK = "signin/mail-ask";

	private static final String ENTER = "signin/mail-code";

	private static final Duration BUSY = Duration.ofSeconds(5);

	private final MailOffers offers;

	private final MailedSignIns signIns;

	private final Asks asks;

	private final SignInCompletion completion;

	private final Journey journey;

	private final BrowserKey browserKey;

	private final Clock clock;

	MailSignInController(MailOffers offers, MailedSignIns signIns, Asks asks, SignInCompletion completion,
			Journey journey, BrowserKey browserKey, Clock clock) {
		this.offers = offers;
		this.signIns = signIns;
		this.asks = asks;
		this.completion = completion;
		this.journey = journey;
		this.browserKey = browserKey;
		this.clock = clock;
	}

	@ModelAttribute
	void open(HttpServletRequest request, HttpServletResponse response, Model model) {
		if (!this.offers.signIn()) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		this.journey.carryOn(request, response, model);
	}

	@GetMapping("/signin/mail")
	String page(@ModelAttribute("form") MailSignInForm form) {
		return ASK;
	}

	/**
	 * Sends a code. The button on the sign-in page leads here too, with what was typed
	 * there; if that is nothing, there is nothing to complain about yet.
	 */
	@PostMapping("/signin/mail")
	String ask(@Valid @ModelAttribute("form") MailSignInForm form, BindingResult errors,
			@RequestParam(defaultValue = "") String from, HttpServletRequest request, HttpServletResponse response,
			Model model) {
		if (from.equals("signin") && form.getLogin().isBlank()) {
			return "redirect:" + this.journey.by("/signin/mail?remember=" + form.isRemember(), request, response);
		}
		if (errors.hasErrors()) {
			return ASK;
		}
		String network = Network.of(request.getRemoteAddr());
		if (!this.asks.count(Asking.MAIL_FROM_NETWORK, network)) {
			Duration wait = this.asks.wait(Asking.MAIL_FROM_NETWORK, network);
			RetryLater.say(response, HttpStatus.TOO_MANY_REQUESTS, wait);
			model.addAttribute("minutes", RetryLater.minutes(wait));
			return ASK;
		}
		byte[] browser = this.browserKey.digestOrCreate(request, response);
		try {
			this.signIns.ask(form.getLogin(), browser, form.isRemember(),
					this.journey.by("/signin/mail/link", request, response), this.browserKey.device(request));
		}
		catch (RejectedExecutionException ex) {
			RetryLater.say(response, HttpStatus.SERVICE_UNAVAILABLE, BUSY);
			errors.rejectValue("login", "signin.mail-ask.busy");
			return ASK;
		}
		return "redirect:" + this.journey.by("/signin/mail/code", request, response);
	}

	@GetMapping("/signin/mail/code")
	String enter(@AuthenticationPrincipal @Nullable SignedInAccount current, HttpServletRequest request,
			HttpServletResponse response) {
		return this.signIns.awaited(this.browserKey.digestOrNone(request)) ? ENTER
				: this.completion.over(letIn(current), request, response);
	}

	/**
	 * Whoever is signed in here, if a mail may have let them in, in another tab or by a
	 * second click. As somebody else nobody goes on.
	 */
	private @Nullable SignedInAccount letIn(@Nullable SignedInAccount current) {
		return (current != null && this.signIns.mayHaveLetIn(current)) ? current : null;
	}

	@PostMapping("/signin/mail/code")
	String signIn(@RequestParam(defaultValue = "") String code,
			@AuthenticationPrincipal @Nullable SignedInAccount current, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		byte[] browser = this.browserKey.digestOrNone(request);
		if (code.isBlank()) {
			model.addAttribute("problem", "signin.second.missing");
			return enter(current, request, response);
		}
		Optional<MailProved> proved = this.signIns.useCode(browser, code);
		if (proved.isEmpty()) {
			model.addAttribute("problem", "signin.mail-code.wrong");
			return enter(current, request, response);
		}
		return complete(proved.get(), request, response);
	}

	@GetMapping("/signin/mail/link")
	String link(@RequestParam(defaultValue = "") String token, HttpServletRequest request, HttpServletResponse response,
			Model model) {
		Optional<MailProved> proved = this.signIns.find(this.browserKey.digestOrNone(request), token);
		if (proved.isEmpty()) {
			return useless(token, response, model);
		}
		model.addAttribute("page", "mail-link");
		model.addAttribute("token", token);
		model.addAttribute("username", proved.get().account().username());
		return "signin/mail-link";
	}

	@PostMapping("/signin/mail/link")
	String signInByLink(@RequestParam(defaultValue = "") String token,
			@AuthenticationPrincipal @Nullable SignedInAccount current, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		Optional<MailProved> proved = this.signIns.useLink(this.browserKey.digestOrNone(request), token);
		if (proved.isEmpty()) {
			return (letIn(current) != null) ? "redirect:" + this.journey.onwards(request, response)
					: useless(token, response, model);
		}
		return complete(proved.get(), request, response);
	}

	private String complete(MailProved proved, HttpServletRequest request, HttpServletResponse response) {
		return this.completion.admit(proved.account(), new Factor(Factor.Method.MAIL, this.clock.instant()),
				proved.remembered(), request, response);
	}

	/**
	 * A link that does nothing here. Whoever has one that would elsewhere has the mail,
	 * so they may be told.
	 */
	private String useless(String token, HttpServletResponse response, Model model) {
		boolean elsewhere = this.signIns.goodElsewhere(token);
		if (!elsewhere) {
			response.setStatus(HttpStatus.GONE.value());
		}
		model.addAttribute("page", elsewhere ? "mail-elsewhere" : "mail-gone");
		return "signin/mail-link";
	}

}
