package dev.signet.admin;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.signet.account.SignedInAccount;
import dev.signet.logout.LogoutReceipts;
import dev.signet.logout.NoticeState;
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
 * Shows administrators which apps were told that a session has ended, and lets them try
 * again where that was given up.
 */
@RestController
@RequestMapping(path = "/admin/api/logout-notices", produces = MediaType.APPLICATION_JSON_VALUE)
class LogoutNoticeController {

	private final LogoutReceipts receipts;

	LogoutNoticeController(LogoutReceipts receipts) {
		this.receipts = receipts;
	}

	@GetMapping("/{id}")
	LogoutNoticeView one(@PathVariable UUID id) {
		return this.receipts.find(id)
			.map(LogoutNoticeView::of)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

	/**
	 * The newest notices.
	 * @param state only those in this state
	 * @param clientId only those to this client
	 * @param before only those older than the one with this id, for the next page
	 */
	@GetMapping
	Map<String, List<LogoutNoticeView>> newest(@RequestParam(required = false) @Nullable NoticeState state,
			@RequestParam(name = "client_id", required = false) @Nullable String clientId,
			@RequestParam(required = false) @Nullable UUID before, @RequestParam(defaultValue = "50") int limit) {
		if (!PageLimit.allows(limit) || (clientId != null && clientId.indexOf('\0') >= 0)) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
		}
		return Map.of("logout_notices",
				this.receipts.newest(state, clientId, before, limit).stream().map(LogoutNoticeView::of).toList());
	}

	/** Has a notice delivered that was refused or parked; 409 for any other. */
	@RecentSignIn
	@PostMapping("/{id}/retry")
	@ResponseStatus(HttpStatus.ACCEPTED)
	LogoutNoticeView retry(@PathVariable UUID id, @AuthenticationPrincipal SignedInAccount administrator) {
		boolean retried = this.receipts.retry(id, administrator.accountId());
		LogoutNoticeView notice = one(id);
		if (!retried) {
			throw new ResponseStatusException(HttpStatus.CONFLICT);
		}
		return notice;
	}

}
