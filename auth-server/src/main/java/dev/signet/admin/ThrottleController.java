package dev.signet.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.SignedInAccount;
import dev.signet.signin.recent.RecentSignIn;
import dev.signet.signin.throttle.Throttles;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Shows administrators how many tries are counted for an account, and which networks are
 * held, and lets them lift what keeps people waiting.
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

	/** By the name that the owner types, which is not to stand in an address. */
	@PostMapping(path = "/search", consumes = MediaType.APPLICATION_JSON_VALUE)
	ThrottlesView search(@RequestBody Search search) {
		return view(Optional.ofNullable(search.login()).flatMap(this.accounts::findByLogin));
	}

	@RecentSignIn
	@DeleteMapping("/{accountId}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void lift(@PathVariable UUID accountId, @AuthenticationPrincipal SignedInAccount administrator) {
		Account account = this.accounts.find(new AccountId(accountId)).orElseThrow(ThrottleController::unknown);
		this.throttles.lift(account, administrator.accountId());
	}

	/** The networks from which nothing more is looked at, at one door or another. */
	@GetMapping("/networks")
	Map<String, List<NetworkThrottle>> networks() {
		return Map.of("networks", this.throttles.heldNetworks().stream().map(NetworkThrottle::of).toList());
	}

	/** Forgets what is counted for a network, which is named as it is listed. */
	@RecentSignIn
	@PostMapping(path = "/networks/lift", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void lift(@RequestBody Network network, @AuthenticationPrincipal SignedInAccount administrator) {
		if (network.network() == null || !network.network().matches("[0-9A-Za-z.:/%-]{1,100}")) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
		}
		if (!this.throttles.liftNetwork(network.network(), administrator.accountId())) {
			throw unknown();
		}
	}

	private ThrottlesView view(Optional<Account> found) {
		Account account = found.orElseThrow(ThrottleController::unknown);
		return ThrottlesView.of(account.id(), this.throttles.of(account));
	}

	private static ResponseStatusException unknown() {
		return new ResponseStatusException(HttpStatus.NOT_FOUND);
	}

	/**
	 * Whom to look for.
	 *
	 * @param login username or address
	 */
	record Search(@Nullable String login) {

		/** Without the name. */
		@Override
		public String toString() {
			return "Search";
		}

	}

	/**
	 * Which network.
	 *
	 * @param network as it is listed, or an address in it
	 */
	record Network(@Nullable String network) {
	}

}
