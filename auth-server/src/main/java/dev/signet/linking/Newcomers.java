package dev.signet.linking;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.ClaimedAddresses;
import dev.signet.account.NewAccount;
import dev.signet.account.Roles;
import dev.signet.federation.link.LinkTaken;
import dev.signet.federation.preset.UpstreamPerson;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes the accounts of people who come from elsewhere: account and link, both or
 * nothing. Of many who do so for one person at once, one does. Such an account has no
 * password.
 */
@Component
class Newcomers {

	private final Accounts accounts;

	private final ClaimedAddresses claimedAddresses;

	private final PostgresArrivals arrivals;

	private final Clock clock;

	Newcomers(Accounts accounts, ClaimedAddresses claimedAddresses, PostgresArrivals arrivals, Clock clock) {
		this.accounts = accounts;
		this.claimedAddresses = claimedAddresses;
		this.arrivals = arrivals;
		this.clock = clock;
	}

	/**
	 * Makes the account.
	 * @param person who it is over there
	 * @param wanted what else is known
	 * @param link links it
	 * @throws LinkTaken when the person has one meanwhile
	 * @throws dev.signet.account.UsernameTaken when somebody was faster
	 * @throws dev.signet.account.EmailAddressTaken when the address is another account's
	 */
	@Transactional(rollbackFor = LinkTaken.class)
	public Account make(UpstreamPerson person, Newcomer wanted, NewLink link) throws LinkTaken {
		if (wanted.proved()) {
			this.claimedAddresses.release(wanted.address());
		}
		NewAccount account = new NewAccount(wanted.username(), wanted.address(), wanted.proved(),
				ClaimedName.of(person, "given_name"), ClaimedName.of(person, "family_name"), Set.of(Roles.USER),
				wanted.toApprove());
		Account made = this.accounts.register(account);
		link.add(made.id());
		return this.accounts.find(made.id()).orElseThrow();
	}

	/**
	 * The same for somebody who had to say more, once. Takes first where they come from,
	 * then the arrival, as {@link Origin#hold} says.
	 * @return empty when that is over
	 */
	@Transactional(rollbackFor = LinkTaken.class)
	public Optional<Account> make(Arrival arrival, byte[] browser, Origin origin, Newcomer wanted) throws LinkTaken {
		origin.hold();
		if (!this.arrivals.take(arrival.id(), browser, Arrival.Purpose.CREATE, this.clock.instant())) {
			return Optional.empty();
		}
		return Optional.of(make(arrival.person(), wanted, (accountId) -> origin.link(arrival, accountId)));
	}

	/** Links an account with who it is over there. */
	@FunctionalInterface
	interface NewLink {

		void add(AccountId accountId) throws LinkTaken;

	}

}
