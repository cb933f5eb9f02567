package dev.signet.admin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.account.SignedInAccount;
import dev.signet.account.WaitingAccount;
import dev.signet.registration.SignUpApprovals;
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
 * Lets administrators decide about people who signed up and wait for approval. Whoever
 * does not wait is not found here.
 */
@RestController
@RequestMapping(path = "/admin/api/sign-ups", produces = MediaType.APPLICATION_JSON_VALUE)
class SignUpController {

	/** Far ahead, and still a time that the database knows. */
	private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

	/** Behind all others of the same moment. */
	private static final UUID LAST_ID = new UUID(-1, -1);

	private final SignUpApprovals approvals;

	SignUpController(SignUpApprovals approvals) {
		this.approvals = approvals;
	}

	/**
	 * Who waits, the longest first.
	 * @param after only those who signed up later than that
	 * @param afterId with the one before: or at that moment, and have a higher id. For
	 * the next page, both are those of the last one of this
	 */
	@GetMapping
	Map<String, List<SignUpView>> waiting(@RequestParam(required = false) @Nullable Instant after,
			@RequestParam(name = "after_id", required = false) @Nullable UUID afterId,
			@RequestParam(defaultValue = "50") int limit) {
		if (!PageLimit.allows(limit) || (after == null && afterId != null)
				|| (after != null && (after.isBefore(Instant.EPOCH) || after.isAfter(LATEST)))) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
		}
		WaitingAccount.Place place = (after != null)
				? new WaitingAccount.Place(after, new AccountId((afterId != null) ? afterId : LAST_ID)) : null;
		return Map.of("sign_ups", this.approvals.waiting(place, limit).stream().map(SignUpView::of).toList());
	}

	@RecentSignIn
	@PostMapping("/{id}/approve")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void approve(@PathVariable UUID id, @AuthenticationPrincipal SignedInAccount administrator) {
		found(this.approvals.approve(new AccountId(id), administrator.accountId()));
	}

	/** The account is gone with that. */
	@RecentSignIn
	@PostMapping("/{id}/deny")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void deny(@PathVariable UUID id, @AuthenticationPrincipal SignedInAccount administrator) {
		found(this.approvals.deny(new AccountId(id), administrator.accountId()));
	}

	private static void found(boolean waited) {
		if (!waited) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
	}

}
