package dev.signet.admin;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.signet.account.SignedInAccount;
import dev.signet.registration.InvitationProblem;
import dev.signet.registration.InvitationRefused;
import dev.signet.registration.Invitations;
import dev.signet.signin.recent.RecentSignIn;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Lets administrators invite people to make accounts. The link of an invitation is told
 * once, to who makes it, or goes by mail to whom it is for.
 */
@RestController
@RequestMapping(path = "/admin/api/invitations", produces = MediaType.APPLICATION_JSON_VALUE)
class InvitationController {

	private final Invitations invitations;

	InvitationController(Invitations invitations) {
		this.invitations = invitations;
	}

	@GetMapping("/{id}")
	InvitationView one(@PathVariable UUID id) {
		return this.invitations.find(id)
			.map((invitation) -> InvitationView.of(invitation, null))
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

	/**
	 * The newest invitations.
	 * @param before only those older than the one with this id, for the next page
	 */
	@GetMapping
	Map<String, List<InvitationView>> newest(@RequestParam(required = false) @Nullable UUID before,
			@RequestParam(defaultValue = "50") int limit) {
		if (!PageLimit.allows(limit)) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
		}
		return Map.of("invitations",
				this.invitations.newest(before, limit)
					.stream()
					.map((invitation) -> InvitationView.of(invitation, null))
					.toList());
	}

	/** Makes one; only here the link is in the answer. */
	@RecentSignIn
	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.CREATED)
	InvitationView make(@RequestBody InvitationOrder order, @AuthenticationPrincipal SignedInAccount administrator) {
		Invitations.Made made = this.invitations.make(order.invitation(), administrator);
		return InvitationView.of(made.invitation(), made.link());
	}

	/** Takes one back. */
	@RecentSignIn
	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void remove(@PathVariable UUID id, @AuthenticationPrincipal SignedInAccount administrator) {
		if (!this.invitations.remove(id, administrator.accountId())) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
	}

	@ExceptionHandler
	@ResponseStatus(HttpStatus.BAD_REQUEST)
	Map<String, List<InvitationProblem>> refuse(InvitationRefused refused) {
		return Map.of("problems", refused.problems());
	}

}
