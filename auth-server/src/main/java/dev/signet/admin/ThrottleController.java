package dev.signet.admin;

import java.util.Optional;
import java.util.UUID;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.SignedInAccount;
import dev.signet.signin.Throttles;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Shows administrators how many tries are counted for an account, and lets them lift what
 * keeps its owner waiting.
 */
@RestController
@RequestMapping(path = "/admin/api/throttles", produces = MediaType.APPLICATION_JSON_VALUE)
class ThrottleController {

	private final Throttles throttles;

	private final Accounts accounts;

	ThrottleController(Throttles throttles, Accounts accounts) {
		this.throttles = throttles;
		this.accounts = accounts;
	}

	@GetMapping("/{accountId}")
	ThrottlesView one(@PathVariable UUID accountId) {
		return view(this.accounts.find(new AccountId(accountId)));
	}

	/** By the name that the owner types. */
	@GetMapping
	ThrottlesView one(@RequestParam String login) {
		return view(this.accounts.findByLogin(login));
	}

	@DeleteMapping("/{accountId}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void lift(@PathVariable UUID accountId, @AuthenticationPrincipal SignedInAccount administrator) {
		Account account = this.accounts.find(new AccountId(accountId)).orElseThrow(ThrottleController::unknown);
		this.throttles.lift(account, administrator.accountId());
	}

	private ThrottlesView view(Optional<Account> found) {
		Account account = found.orElseThrow(ThrottleController::unknown);
		return ThrottlesView.of(account.id(), this.throttles.of(account));
	}

	private static ResponseStatusException unknown() {
		return new ResponseStatusException(HttpStatus.NOT_FOUND);
	}

}
