package dev.signet.signin.page;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.account.Factor;
import dev.signet.account.LoginName;
import dev.signet.account.SignedInAccount;
import dev.signet.client.Clients;
import dev.signet.credential.HashingBusy;
import dev.signet.credential.Passwords;
import dev.signet.signin.completion.SignInCompletion;
import dev.signet.signin.factor.BrowserPasskeys;
import dev.signet.signin.journey.AppView;
import dev.signet.signin.journey.PendingRequest;
import dev.signet.signin.journey.QueryString;
import dev.signet.signin.journey.WaitingRequest;
import dev.signet.signin.journey.WayBack;
import dev.signet.signin.mailbox.MailOffers;
import dev.signet.signin.password.MoreIsAsked;
import dev.signet.signin.password.NoAccountForPerson;
import dev.signet.signin.password.NotApproved;
import dev.signet.signin.password.PasswordGuesses;
import dev.signet.signin.password.PasswordSourceDown;
import dev.signet.signin.password.PasswordToChange;
import dev.signet.signin.throttle.TooManyPasswords;
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

/**
 * The sign-in page. What it answers is the same for an unknown name, a wrong password and
 * a disabled account, and costs the same, also when too many were wrong. Only who signed
 * up and waits for approval is told so, after the right password, and whose password is
 * kept elsewhere, who has no account here.
 */
@Controller
class SignInController {

	/** The page on which somebody proves their account to link it with another one. */
	private static final String LINKING = "/account/security/link/";

	private final Accounts accounts;

	private final PasswordGuesses guesses;

	private final Clients clients;

	private final BrowserPasskeys browserPasskeys;

	private final WaitingRequest waitingRequest;

	private final SignInCompletion completion;

	private final Optional<SignInHints> hints;

	private final Optional<SignUpOffer> signUp;

	private final MailOffers mailOffers;

	private final Optional<UpstreamOffer> upstream;

	private final Passwords passwords;

	private final Clock clock;

	SignInController(Accounts accounts, PasswordGuesses guesses, Clients clients, BrowserPasskeys browserPasskeys,
			WaitingRequest waitingRequest, SignInCompletion completion, Optional<SignInHints> hints,
			Optional<SignUpOffer> signUp, MailOffers mailOffers, Optional<UpstreamOffer> upstream, Passwords passwords,
			Clock clock) {
		this.accounts = accounts;
		this.guesses = guesses;
		this.clients = clients;
		this.browserPasskeys = browserPasskeys;
		this.waitingRequest = waitingRequest;
		this.completion = completion;
		this.hints = hints;
		this.signUp = signUp;
		this.mailOffers = mailOffers;
		this.upstream = upstream;
		this.passwords = passwords;
		this.clock = clock;
	}

	@ModelAttribute("next")
	@Nullable String next(HttpServletRequest request) {
		return WayBack.page(request).orElse(null);
	}

	@GetMapping("/signin")
	String page(@ModelAttribute("form") SignInForm form, @RequestParam Optional<String> other,
			@RequestParam(name = "again") Optional<String> wantsProof,
			@AuthenticationPrincipal @Nullable SignedInAccount current, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		Optional<PendingRequest> pending = this.waitingRequest.find(request, response);
		if (current != null && pending.isEmpty() && wantsProof.isEmpty()) {
			return WayBack.view(request);
		}
		model.addAttribute("expected", other.filter("expected"::equals).isPresent() ? current : null);
		String hint = pending.map(SignInController::loginHint).orElse(null);
		boolean again = current != null && (hint == null || names(hint, current));
		if (current != null && again && other.isEmpty()) {
			form.setLogin(current.username());
		}
		else if (hint != null && !again) {
			form.setLogin(hint);
		}
		model.addAttribute("renew", true);
		return page(form, current, pending, request, response, model);
	}

	@PostMapping("/signin")
	String signIn(@Valid @ModelAttribute("form") SignInForm form, BindingResult errors,
			@AuthenticationPrincipal @Nullable SignedInAccount current, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		Optional<PendingRequest> pending = this.waitingRequest.findOrRestart(request, response);
		Optional<String> home = form.getPassword().isEmpty() ? goHome(form, pending, request, response, model)
				: Optional.empty();
		if (home.isPresent()) {
			return home.get();
		}
		if (errors.hasErrors()) {
			return page(form, current, pending, request, response, model);
		}
		try {
			Optional<Account> account = this.guesses.prove(form.getLogin(), form.getPassword(), request);
			if (account.isPresent()) {
				Factor factor = new Factor(Factor.Method.PASSWORD, this.clock.instant());
				return this.completion.admit(account.get(), factor, form.isRemember(), request, response);
			}
			model.addAttribute("failed", true);
		}
		catch (NotApproved ex) {
			model.addAttribute("awaited", true);
		}
		catch (TooManyPasswords ex) {
			RetryLater.say(response, HttpStatus.TOO_MANY_REQUESTS, ex.retryAfter());
			model.addAttribute("held", ex.messageKey());
			model.addAttribute("minutes", RetryLater.minutes(ex.retryAfter()));
		}
		catch (MoreIsAsked ex) {
			return ex.nextPage()
				.open(pending.map(PendingRequest::id).orElse(null), next(request), form.isRemember(), request,
						response);
		}
		catch (NoAccountForPerson ex) {
			model.addAttribute("elsewhere", ex.messageKey());
		}
		catch (PasswordToChange ex) {
			model.addAttribute("toChange", ex);
		}
		catch (PasswordSourceDown ex) {
			RetryLater.say(response, HttpStatus.SERVICE_UNAVAILABLE, ex.retryAfter());
			model.addAttribute("elsewhere", ex.messageKey());
		}
		catch (HashingBusy ex) {
			RetryLater.say(response, HttpStatus.SERVICE_UNAVAILABLE, ex.retryAfter());
			model.addAttribute("busy", true);
		}
		return page(form, current, pending, request, response, model);
	}

	/**
	 * Carries the browser out of a form post: see the note on form-action in
	 * docs/decisions.
	 */
	@GetMapping("/signin/continue")
	String next(HttpServletRequest request, HttpServletResponse response, Model model) {
		Optional<PendingRequest> pending = this.waitingRequest.find(request, response);
		if (pending.isEmpty()) {
			response.setStatus(HttpStatus.BAD_REQUEST.value());
			return "signin/stale";
		}
		model.addAttribute("address", "/oauth2/authorize?resume=" + pending.get().id());
		model.addAttribute("app", app(pending.get()).orElse(null));
		return "signin/continue";
	}

	/**
	 * Whom the client means (OpenID Connect Core 1.0 §3.1.2.1), as far as it fits into
	 * the field. What it says goes back to the person only, whether or not it names
	 * anybody.
	 */
	private static @Nullable String loginHint(PendingRequest pending) {
		List<String> hints = QueryString.decode(pending.parameters()).getOrDefault("login_hint", List.of());
		boolean fit = hints.size() == 1 && !hints.get(0).isBlank() && hints.get(0).length() <= SignInForm.MAX_LOGIN;
		return fit ? hints.get(0) : null;
	}

	/** A name without a password leads to who knows it, by its domain. */
	private Optional<String> goHome(SignInForm form, Optional<PendingRequest> pending, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		String clientId = pending.map(PendingRequest::clientId).orElse(null);
		return this.upstream.flatMap((offer) -> offer.goHome(form.getLogin(), clientId, request, response, model));
	}

	/**
	 * Whether a hint means who is signed in. Whether anybody else has that name is not
	 * looked up: the time that takes would tell.
	 */
	private boolean names(String hint, SignedInAccount current) {
		LoginName name = LoginName.of(hint);
		return this.accounts.find(current.accountId())
			.filter((account) -> account.loginNames().contains(name))
			.isPresent();
	}

	private String page(SignInForm form, @Nullable SignedInAccount current, Optional<PendingRequest> pending,
			HttpServletRequest request, HttpServletResponse response, Model model) {
		SignedInAccount again = (current != null && current.username().equals(form.getLogin())) ? current : null;
		List<UpstreamOffer.Button> buttons = buttons(form.getLogin(), again, pending);
		model.addAttribute("reauthenticate", (again != null) ? form.getLogin() : null);
		model.addAttribute("question", this.browserPasskeys.forSignIn(again, request, response));
		model.addAttribute("mail", this.mailOffers.signIn());
		model.addAttribute("buttons", buttons);
		model.addAttribute("passwordless",
				again != null && !buttons.isEmpty() && !this.passwords.exists(again.accountId()));
		model.addAttribute("formWaits", WayBack.formWaits(request));
		model.addAttribute("linking", WayBack.page(request).filter((next) -> next.startsWith(LINKING)).isPresent());
		model.addAttribute("signUp", this.signUp.map(SignUpOffer::open).orElse(false));
		pending.ifPresent((waiting) -> {
			model.addAttribute("request", waiting.id().toString());
			model.addAttribute("restart", waiting.parameters());
			app(waiting).ifPresent((app) -> model.addAttribute("app", app));
		});
		List<SignInHints.Person> people = this.hints.stream()
			.flatMap((hints) -> hints.people().stream())
			.filter((person) -> again == null || person.username().equals(again.username()))
			.toList();
		model.addAttribute("demoPeople", people.isEmpty() ? null : people);
		return "signin/signin";
	}

	/** With the one for the address that was typed first. */
	private List<UpstreamOffer.Button> buttons(String login, @Nullable SignedInAccount again,
			Optional<PendingRequest> pending) {
		String clientId = pending.map(PendingRequest::clientId).orElse(null);
		return this.upstream
			.map((offer) -> (again != null) ? offer.buttonsOf(again.accountId(), clientId)
					: Stream.concat(offer.home(login, clientId).stream(), offer.buttons(clientId).stream()).toList())
			.orElse(List.of());
	}

	private Optional<AppView> app(PendingRequest pending) {
		return this.clients.findByClientId(pending.clientId()).map(AppView::of);
	}

}
