package dev.signet.admin;

import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.account.NoSuchAccount;
import dev.signet.account.SignedInAccount;
import dev.signet.signin.factor.SecondFactorRemoval;
import dev.signet.signin.recent.RecentSignIn;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Lets administrators take the second factors of somebody else away. Their own are for
 * the pages that everybody has, where the rules about the last one hold.
 */
@RestController
@RequestMapping(path = "/admin/api/second-factors", produces = MediaType.APPLICATION_JSON_VALUE)
class SecondFactorController {

	private final SecondFactorRemoval removal;

	SecondFactorController(SecondFactorRemoval removal) {
		this.removal = removal;
	}

	/** Of nobody, and of somebody who has none: 404. */
	@RecentSignIn
	@DeleteMapping("/{accountId}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void remove(@PathVariable UUID accountId, @AuthenticationPrincipal SignedInAccount administrator) {
		AccountId person = new AccountId(accountId);
		if (person.equals(administrator.accountId())) {
			throw new ResponseStatusException(HttpStatus.CONFLICT);
		}
		if (!removed(person, administrator)) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
	}

	private boolean removed(AccountId person, SignedInAccount administrator) {
		try {
			return this.removal.removeAll(person, administrator.accountId());
		}
		catch (NoSuchAccount ex) {
			return false;
		}
	}

}
