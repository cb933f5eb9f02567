package dev.signet.linking;

import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.account.ClaimedAddresses;
import dev.signet.account.EmailAddress;
import dev.signet.account.EmailAddressTaken;
import dev.signet.account.NewAccount;
import dev.signet.account.Roles;
import dev.signet.account.Username;
import dev.signet.account.UsernameTaken;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryLink;
import dev.signet.directory.DirectoryLinks;
import dev.signet.directory.DirectoryPerson;
import dev.signet.linking.LinkingDecision.Reason;
import dev.signet.linking.LinkingDecision.Result;
import dev.signet.signin.NoAccountForPerson;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What becomes of somebody of a directory who signs in for the first time. The table
 * decides. An account here that has their name or their address is never theirs by that:
 * its owner connects it, signed in to it ({@link DirectoryAccounts}).
 */
@Component
class DirectoryNewcomers {

	private final DirectoryLinks links;

	private final Accounts accounts;

	private final ClaimedAddresses claimedAddresses;

	private final TransactionTemplate transaction;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	DirectoryNewcomers(DirectoryLinks links, Accounts accounts, ClaimedAddresses claimedAddresses,
			TransactionTemplate transaction, ApplicationEventPublisher events, Clock clock) {
		this.links = links;
		this.accounts = accounts;
		this.claimedAddresses = claimedAddresses;
		this.transaction = transaction;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Receives somebody.
	 * @return their new account
	 * @throws NoAccountForPerson when they get none
	 */
	Account receive(Directory directory, DirectoryPerson person) throws NoAccountForPerson {
		Optional<Username> username = Username.parse(person.username());
		Optional<EmailAddress> address = Optional.ofNullable(person.email());
		Optional<Account> addressed = address.flatMap((known) -> this.accounts.findByLogin(known.value()));
		LinkingInputs inputs = inputs(directory, username.isPresent() && address.isPresent(), addressed);
		LinkingDecision decision = LinkingTable.decide(inputs);
		this.events.publishEvent(new DirectoryDecided(directory, inputs, decision,
				addressed.filter((account) -> inputs.addressProved()).map(Account::id)));
		if (decision.result() != Result.CREATE) {
			throw new NoAccountForPerson(words(decision.reason()));
		}
		return make(directory, person, username.orElseThrow(), address.orElseThrow(), inputs.addressProved());
	}

	/** Account and link, both or nothing. Of many at once, one makes them. */
	private Account make(Directory directory, DirectoryPerson person, Username username, EmailAddress address,
			boolean proved) throws NoAccountForPerson {
		try {
			return Objects.requireNonNull(this.transaction.execute((status) -> {
				if (proved) {
					this.claimedAddresses.release(address);
				}
				Account made = this.accounts.register(new NewAccount(username, address, proved, person.givenName(),
						person.familyName(), Set.of(Roles.USER), false));
				DirectoryLink link = this.links.add(directory, person, made.id()).orElseThrow(UsernameTaken::new);
				this.links.used(link, directory, person);
				return this.accounts.find(made.id()).orElseThrow();
			}));
		}
		catch (UsernameTaken | EmailAddressTaken ex) {
			// Perhaps by the same person, who signs in twice at this moment
			return this.links.find(directory, person.subject())
				.flatMap((link) -> this.accounts.find(link.accountId()))
				.orElseThrow(() -> new NoAccountForPerson("directory.sign-in.taken"));
		}
	}

	private LinkingInputs inputs(Directory directory, boolean complete, Optional<Account> addressed) {
		boolean trusted = directory.settings().accounts().emailTrusted();
		LocalAddress local = addressed
			.map((account) -> account.emailVerified() ? LocalAddress.VERIFIED : LocalAddress.UNVERIFIED)
			.orElse(LocalAddress.NONE);
		boolean usable = addressed.filter(Account::emailVerified)
			.map((account) -> account.admits(this.clock.instant()))
			.orElse(true);
		boolean otherWayIn = true; // whoever reads mail there can have a password
		return new LinkingInputs(directory.enabled(), false, usable, trusted, trusted, local, otherWayIn,
				creation(directory, complete));
	}

	/** There is no page here that would ask for what is missing. */
	private static CreationAnswer creation(Directory directory, boolean complete) {
		if (!directory.settings().accounts().created()) {
			return CreationAnswer.OFF;
		}
		return complete ? CreationAnswer.ALLOWED : CreationAnswer.NO_ADDRESS;
	}

	private static String words(Reason reason) {
		return switch (reason) {
			case ADDRESS_HAS_ACCOUNT, NO_WAY_TO_PROVE -> "directory.sign-in.taken";
			case NO_ADDRESS -> "directory.sign-in.incomplete";
			default -> "directory.sign-in.no-account";
		};
	}

}
