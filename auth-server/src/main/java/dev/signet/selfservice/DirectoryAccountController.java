package dev.signet.selfservice;

import java.time.Duration;
import java.util.List;

import dev.signet.account.SignedInAccount;
import dev.signet.linking.DirectoryAccounts;
import dev.signet.proof.Asker;
import dev.signet.proof.Asks;
import dev.signet.signin.recent.RecentSignIn;
import dev.signet.signin.throttle.PasswordLimits;
import dev.signet.web.RetryLater;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Where a person connects their account with the directory of their organisation, by the
 * password that they have there. The account itself they have just proved.
 */
@Controller
@RecentSignIn
class DirectoryAccountController {

	private static final String ADDRESS = "/account/security/directory";

	private static final String PAGE = "selfservice/directory";

	private final DirectoryAccounts accounts;

	private final LinkedDirectories directories;

	private final PasswordLimits limits;

	private final Asks asks;

	DirectoryAccountController(DirectoryAccounts accounts, LinkedDirectories directories, PasswordLimits limits,
			Asks asks) {
		this.accounts = accounts;
		this.directories = directories;
		this.limits = limits;
		this.asks = asks;
	}

	@ModelAttribute
	void connected(@AuthenticationPrincipal SignedInAccount person, Model model) {
		if (!this.directories.offered()) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		model.addAttribute("connected",
				this.directories.of(person.accountId())
					.stream()
					.filter((link) -> link.removedAt() == null)
					.map(LinkView::provider)
					.toList());
	}

	@GetMapping(ADDRESS)
	String page(@ModelAttribute("form") DirectoryForm form) {
		return PAGE;
	}

	@PostMapping(ADDRESS)
	String connect(@AuthenticationPrincipal SignedInAccount person, @Valid @ModelAttribute("form") DirectoryForm form,
			BindingResult errors, HttpServletRequest request, HttpServletResponse response,
			RedirectAttributes redirect) {
		String password = form.takePassword();
		if (!errors.hasErrors()) {
			List<Asker> guess = this.limits.ofSignedIn(person.accountId(), request.getRemoteAddr());
			this.asks.count(guess)
				.refused()
				.ifPresentOrElse((refused) -> refuse(refused, errors, response),
						() -> connect(person, form.getLogin(), password, guess, errors, response));
		}
		if (errors.hasErrors()) {
			return PAGE;
		}
		redirect.addFlashAttribute("notice", "selfservice.directory.saved");
		return "redirect:" + ADDRESS;
	}

	private void refuse(Asker refused, BindingResult errors, HttpServletResponse response) {
		Duration wait = this.asks.wait(refused);
		errors.rejectValue("password",
				refused.what().byNetwork() ? "signin.signin.network-held" : "selfservice.password.old-limited",
				new Object[] { RetryLater.minutes(wait) }, null);
		RetryLater.say(response, HttpStatus.TOO_MANY_REQUESTS, wait);
	}

	/**
	 * A try is counted before it is looked at, and taken back when it was right. Others
	 * before it are not: the password is another one than that of the account here.
	 */
	private void connect(SignedInAccount person, String login, String password, List<Asker> guess, BindingResult errors,
			HttpServletResponse response) {
		switch (this.accounts.connect(person, login, password)) {
			case CONNECTED -> this.asks.forgive(guess);
			case TAKEN -> {
				this.asks.forgive(guess);
				errors.rejectValue("login", "selfservice.directory.taken");
			}
			case PASSWORD_TO_CHANGE -> {
				this.asks.forgive(guess);
				errors.rejectValue("password", "selfservice.directory.to-change");
			}
			case WRONG -> errors.rejectValue("password", "selfservice.directory.wrong");
			case DOWN -> down(errors, response);
			case NOT_LOOKED_AT -> {
				this.asks.forgive(guess);
				down(errors, response);
			}
		}
	}

	private static void down(BindingResult errors, HttpServletResponse response) {
		errors.rejectValue("password", "selfservice.directory.down");
		RetryLater.say(response, HttpStatus.SERVICE_UNAVAILABLE, Duration.ofSeconds(30));
	}

}
