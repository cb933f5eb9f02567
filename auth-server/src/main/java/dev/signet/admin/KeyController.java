package dev.signet.admin;

import java.util.List;
import java.util.Map;

import dev.signet.account.SignedInAccount;
import dev.signet.key.KeyRing;
import dev.signet.signin.recent.RecentSignIn;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Shows administrators the keys that sign, without the keys, and lets them rotate out of
 * turn and withdraw one that may have leaked.
 */
@RestController
@RequestMapping(path = "/admin/api/keys", produces = MediaType.APPLICATION_JSON_VALUE)
class KeyController {

	private final KeyRing keys;

	KeyController(KeyRing keys) {
		this.keys = keys;
	}

	@GetMapping
	Map<String, List<KeyView>> all() {
		return Map.of("keys", this.keys.entries().stream().map(KeyView::of).toList());
	}

	/** Lets the next key of each algorithm sign; tells the keys as they are then. */
	@RecentSignIn
	@PostMapping("/rotate")
	Map<String, List<KeyView>> rotate(@AuthenticationPrincipal SignedInAccount administrator) {
		this.keys.rotate(administrator.accountId().value());
		return all();
	}

	/** Has nothing believed any more that a key signed; the same when done again. */
	@RecentSignIn
	@PostMapping("/{keyId}/withdraw")
	Map<String, List<KeyView>> withdraw(@PathVariable String keyId,
			@AuthenticationPrincipal SignedInAccount administrator) {
		if (!this.keys.withdraw(keyId, administrator.accountId().value())) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		return all();
	}

}
