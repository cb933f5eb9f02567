package dev.signet.linking;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

import dev.signet.account.Account;
import dev.signet.account.EmailAddress;
import dev.signet.account.EmailAddressTaken;
import dev.signet.account.Username;
import dev.signet.account.UsernameProblem;
import dev.signet.account.UsernameRules;
import dev.signet.account.UsernameTaken;
import dev.signet.directory.DirectoryChangedMeanwhile;
import dev.signet.federation.link.LinkTaken;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.proof.Asker;
import dev.signet.proof.Asking;
import dev.signet.proof.Asks;
import dev.signet.session.Network;
import dev.signet.signin.journey.ResumedJourney;
import dev.signet.web.LanguageSwitch;
import dev.signet.web.ReopenedForm;
import dev.signet.web.RetryLater;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Where somebody new who came from elsewhere says what is missing for an account, and no
 * more. Who has an account here already says so instead.
 */
@Controller
class NewcomerController {

	private static final String PAGE = "linking/new";

	private final Arrivals arrivals;

	private final ArrivalMails mails;

	private final Asks asks;

	private final Origins origins;

	private final Newcomers newcomers;

	private final ProposedUsernames usernames;

	private final UsernameRules usernameRules;

	private final RefusalPage refusalPage;

	private final FailurePage failurePage;

	private final ResumedJourney journey;

	private final ApplicationEventPublisher events;

	NewcomerController(Arrivals arrivals, ArrivalMails mails, Asks asks, Origins origins, Newcomers newcomers,
			ProposedUsernames usernames, UsernameRules usernameRules, RefusalPage refusalPage, FailurePage failurePage,
			ResumedJourney journey, ApplicationEventPublisher events) {
		this.arrivals = arrivals;
		this.mails = mails;
		this.asks = asks;
		this.origins = origins;
		this.newcomers = newcomers;
		this.usernames = usernames;
		this.usernameRules = usernameRules;
		this.refusalPage = refusalPage;
		this.failurePage = failurePage;
		this.journey = journey;
		this.events = events;
	}

	@GetMapping("/signin/new")
	String page(@RequestParam(defaultValue = "") String arrival, @RequestParam Optional<String> other,
			@ModelAttribute("form") NewcomerForm form, HttpServletRequest request, HttpServletResponse response,
			Model model) {
		Optional<Visit> found = visit(arrival, request);
		if (found.isEmpty()) {
			return gone(request, response, model);
		}
		Visit visit = found.get();
		resume(visit, request, response, model);
		if (ReopenedForm.is(request)) {
			return show(visit, model);
		}
		if (visit.arrival().address() != null && !visit.arrival().addressProved() && other.isEmpty()) {
			return askForCode(visit, model);
		}
		form.setUsername(Optional.ofNullable(visit.arrival().username())
			.or(() -> this.usernames.toOffer(visit.person()).map(Username::value))
			.orElse(""));
		form.setEmail(Optional.ofNullable(visit.arrival().address())
			.map(EmailAddress::value)
			.or(() -> Optional.ofNullable(visit.person().email()))
			.orElse(""));
		return show(visit, model);
	}

	/**
	 * Without a mailed code the page tells which addresses have an account, so it counts
	 * as a sign-up does.
	 */
	@PostMapping("/signin/new")
	String complete(@RequestParam(defaultValue = "") String arrival, @ModelAttribute("form") NewcomerForm form,
			BindingResult errors, HttpServletRequest request, HttpServletResponse response, Model model) {
		Optional<Visit> found = visit(arrival, request);
		if (found.isEmpty()) {
			return gone(request, response, model);
		}
		Visit visit = found.get();
		resume(visit, request, response, model);
		check(visit, form, errors);
		if (errors.hasErrors()) {
			return show(visit, model);
		}
		Username username = Username.parse(form.getUsername()).orElseThrow();
		EmailAddress address = address(visit, form).orElseThrow();
		if (visit.addressProved()) {
			return make(visit, username, address, true, errors, request, response, model);
		}
		boolean mailed = this.mails.possible();
		Optional<Duration> wait = mailed
				? this.mails.send(visit.arrival(), visit.browser(), visit.origin().name(), username, address,
						request.getRemoteAddr())
				: this.asks.ask(Asker.of(Asking.SIGN_UP_FROM_NETWORK, Network.of(request.getRemoteAddr())));
		if (wait.isPresent()) {
			RetryLater.say(response, HttpStatus.TOO_MANY_REQUESTS, wait.get());
			errors.rejectValue("email", mailed ? "linking.new.limited" : "linking.new.network-limited",
					new Object[] { RetryLater.minutes(wait.get()) }, null);
			return show(visit, model);
		}
		return mailed ? here(visit) : make(visit, username, address, false, errors, request, response, model);
	}

	/**
	 * Whoever types the code has shown that the address is theirs: the table is asked
	 * again. If an account here claims it, whose it may be as well, they are told so
	 * before it loses the address.
	 */
	@PostMapping("/signin/new/code")
	String confirm(@RequestParam(defaultValue = "") String arrival, @RequestParam(defaultValue = "") String code,
			@ModelAttribute("form") NewcomerForm form, BindingResult errors, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		Optional<Visit> found = visit(arrival, request).filter((visit) -> visit.arrival().address() != null);
		if (found.isEmpty()) {
			return gone(request, response, model);
		}
		Visit visit = found.get();
		resume(visit, request, response, model);
		if (visit.arrival().addressProved()) {
			return here(visit);
		}
		if (!this.mails.proves(visit.arrival(), visit.browser(), code)) {
			model.addAttribute("wrong", true);
			return askForCode(visit, model);
		}
		LinkingPreview preview = visit.origin().preview(visit.arrival(), true);
		this.events.publishEvent(visit.origin().decided(preview));
		return switch (preview.decision().result()) {
			case CREATE -> {
				if (preview.inputs().addressClaimed()) {
					yield this.arrivals.addressProved(visit.arrival(), visit.browser()) ? here(visit)
							: gone(request, response, model);
				}
				EmailAddress address = Objects.requireNonNull(visit.arrival().address());
				form.setUsername(String.valueOf(visit.arrival().username()));
				form.setEmail(address.value());
				yield make(visit, new Username(form.getUsername()), address, true, errors, request, response, model);
			}
			case PROVE -> this.arrivals.prove(visit.arrival().id(), preview.collidesWith().orElseThrow(), request)
					? "redirect:/signin/link?arrival=" + visit.arrival().id() : gone(request, response, model);
			case SIGN_IN, REFUSE -> this.refusalPage.show(visit.origin().name(), preview, request, response, model);
		};
	}

	private String make(Visit visit, Username username, EmailAddress address, boolean proved, BindingResult errors,
			HttpServletRequest request, HttpServletResponse response, Model model) {
		try {
			Optional<Account> made = this.newcomers.make(visit.arrival(), visit.browser(), visit.origin(),
					new Newcomer(username, address, proved, visit.toApprove()));
			return made.map((account) -> visit.origin().signIn(visit.arrival(), account, request, response))
				.orElseGet(() -> gone(request, response, model));
		}
		catch (UsernameTaken ex) {
			errors.rejectValue("username", "account.username.taken");
		}
		catch (EmailAddressTaken ex) {
			errors.rejectValue("email", "account.email.taken");
		}
		catch (LinkTaken | DirectoryChangedMeanwhile ex) {
			return gone(request, response, model);
		}
		return show(visit, model);
	}

	private void check(Visit visit, NewcomerForm form, BindingResult errors) {
		Optional<UsernameProblem> problem = this.usernameRules.check(form.getUsername());
		problem
			.ifPresent((found) -> errors.rejectValue("username", found.messageKey(), found.values().toArray(), null));
		if (problem.isEmpty()) {
			Username username = Username.parse(form.getUsername()).orElseThrow();
			if (this.usernameRules.reserved(username)) {
				errors.rejectValue("username", "account.username.reserved");
			}
			else if (!this.usernames.free(username)) {
				errors.rejectValue("username", "account.username.taken");
			}
		}
		if (address(visit, form).isEmpty()) {
			errors.rejectValue("email", "account.email.form");
		}
	}

	/** What is proved is not asked. */
	private static Optional<EmailAddress> address(Visit visit, NewcomerForm form) {
		return EmailAddress.parse(visit.addressProved() ? visit.person().email() : form.getEmail());
	}

	/** An account may be made only as long as the settings say so. */
	private Optional<Visit> visit(String arrival, HttpServletRequest request) {
		return this.arrivals.find(arrival, Arrival.Purpose.CREATE, request)
			.flatMap((found) -> this.origins.of(found)
				.map((origin) -> new Visit(found, origin, origin.preview(found, found.addressProved()),
						this.arrivals.browser(request))))
			.filter((visit) -> visit.preview().decision().result() == LinkingDecision.Result.CREATE);
	}

	private void resume(Visit visit, HttpServletRequest request, HttpServletResponse response, Model model) {
		this.journey.resume(visit.arrival().pendingRequest(), visit.arrival().next(), request, response);
		this.journey.carryOn(request, response, model);
		model.addAttribute("arrival", visit.arrival().id());
		model.addAttribute("provider", visit.origin().name());
		model.addAttribute(LanguageSwitch.HERE, "/signin/new?arrival=" + visit.arrival().id());
	}

	private String show(Visit visit, Model model) {
		model.addAttribute("usernames", this.usernameRules.length());
		model.addAttribute("asksAddress", !visit.addressProved());
		model.addAttribute("claimed", visit.preview().inputs().addressClaimed());
		return PAGE;
	}

	private static String here(Visit visit) {
		return "redirect:/signin/new?arrival=" + visit.arrival().id();
	}

	private static String askForCode(Visit visit, Model model) {
		model.addAttribute("address", visit.arrival().address());
		return "linking/code";
	}

	private String gone(HttpServletRequest request, HttpServletResponse response, Model model) {
		return this.failurePage.show(FailurePage.Failure.GONE, "No arrival of this browser that waits", null, null,
				request, response, model);
	}

	/**
	 * Somebody who is new.
	 *
	 * @param arrival as they wait
	 * @param origin where they came from
	 * @param preview what the table says of them now
	 * @param browser the browser in which they wait
	 */
	private record Visit(Arrival arrival, Origin origin, LinkingPreview preview, byte[] browser) {

		/** Who it is, with an address that was proved here, if one was. */
		UpstreamPerson person() {
			return this.arrival.addressProved() ? this.arrival.personAtAddress() : this.arrival.person();
		}

		boolean addressProved() {
			return this.preview.inputs().addressProved();
		}

		boolean toApprove() {
			return this.preview.inputs().creation() == CreationAnswer.APPROVAL;
		}

	}

}
