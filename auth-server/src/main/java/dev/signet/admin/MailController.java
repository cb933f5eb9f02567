package dev.signet.admin;

import java.time.Clock;
import java.util.UUID;

import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.account.SignedInAccount;
import dev.signet.mail.Mail;
import dev.signet.mail.MailStatus;
import dev.signet.mail.Mails;
import dev.signet.mail.Recipient;
import dev.signet.signin.recent.RecentSignIn;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Shows administrators what became of mails, tries again those that were given up, and
 * sends the administrator one to see whether mails arrive.
 */
@RestController
@RequestMapping(path = "/admin/api/mails", produces = MediaType.APPLICATION_JSON_VALUE)
class MailController {

	private final Mails mails;

	private final Accounts accounts;

	private final Clock clock;

	MailController(Mails mails, Accounts accounts, Clock clock) {
		this.mails = mails;
		this.accounts = accounts;
		this.clock = clock;
	}

	@GetMapping("/{id}")
	MailView one(@PathVariable UUID id) {
		return view(id);
	}

	/**
	 * The newest mails.
	 * @param state only these
	 * @param accountId only those of this account
	 * @param before only those older than this one, for the next page
	 */
	@GetMapping
	MailsView newest(@RequestParam(required = false) MailStatus.@Nullable State state,
			@RequestParam(name = "account_id", required = false) @Nullable UUID accountId,
			@RequestParam(required = false) @Nullable UUID before, @RequestParam(defaultValue = "50") int limit) {
		if (!PageLimit.allows(limit)) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
		}
		return MailsView.of(this.mails.counts(), this.mails.newest(state, accountId, before, limit));
	}

	/** Only what was given up can be tried again. */
	@RecentSignIn
	@PostMapping("/{id}/retry")
	@ResponseStatus(HttpStatus.ACCEPTED)
	MailView retry(@PathVariable UUID id, @AuthenticationPrincipal SignedInAccount administrator) {
		if (!this.mails.retry(id, administrator.accountId())) {
			view(id);
			throw new ResponseStatusException(HttpStatus.CONFLICT);
		}
		return view(id);
	}

	/** To nobody but the administrator who asks. */
	@RecentSignIn
	@PostMapping("/test")
	@ResponseStatus(HttpStatus.ACCEPTED)
	MailView test(@AuthenticationPrincipal SignedInAccount administrator) {
		Account account = this.accounts.find(administrator.accountId()).orElseThrow();
		return view(this.mails.send(Mail.of("mail.test", Recipient.of(account))
			.say("what", account.username(), this.clock.instant())
			.button("look", "/account")));
	}

	private MailView view(UUID id) {
		return this.mails.find(id)
			.map(MailView::of)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

}
