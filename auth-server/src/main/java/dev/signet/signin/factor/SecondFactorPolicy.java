package dev.signet.signin.factor;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.SignedInAccount;
import dev.signet.client.Client;
import dev.signet.client.SecondFactorNeed;

import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/**
 * Whether a person must prove a second factor because of who they are: everybody, the
 * holders of a role, the members of a group. What an app asks for comes on top
 * ({@code SecondFactor}).
 */
@Component
@NamedInterface("factor")
public class SecondFactorPolicy {

	private final SecondFactorProperties settings;

	private final Accounts accounts;

	SecondFactorPolicy(SecondFactorProperties settings, Accounts accounts) {
		this.settings = settings;
		this.accounts = accounts;
	}

	/** Whether people may set one up. */
	public boolean offered() {
		return this.settings.mode() != SecondFactorProperties.Mode.OFF;
	}

	/** What holds for a person of whom nothing is known yet; read only if it matters. */
	public SecondFactorNeed need(AccountId accountId) {
		boolean matters = Stream
			.of(this.settings.requiredRoles(), this.settings.reportedRoles(), this.settings.requiredGroups(),
					this.settings.reportedGroups())
			.anyMatch((named) -> !named.isEmpty());
		if (!matters) {
			return need(Set.of(), Set::of);
		}
		return this.accounts.find(accountId)
			.map((account) -> need(account.roles(), account::groups))
			.orElse(SecondFactorNeed.NONE);
	}

	/** What will hold for somebody who gets these roles and groups. */
	SecondFactorNeed need(Set<String> roles, Set<String> groups) {
		return need(roles, () -> groups);
	}

	/** What holds for a person who is signed in; groups are read only if they matter. */
	public SecondFactorNeed need(SignedInAccount person) {
		return need(person.roles(), () -> this.accounts.find(person.accountId()).map(Account::groups).orElse(Set.of()));
	}

	/**
	 * Whether a person who is signed in must prove a second factor before this client
	 * gets anything for them. A client that needs one needs it proved; what this server
	 * asks of people is also met by a mailed code, and on a trusted device.
	 */
	public boolean stops(SignedInAccount person, Client client) {
		return (client.secondFactor() == SecondFactorNeed.REQUIRED && !person.provedTwice())
				|| (!person.passedSecondStep() && need(person) == SecondFactorNeed.REQUIRED);
	}

	private SecondFactorNeed need(Set<String> roles, Supplier<Set<String>> groups) {
		if (this.settings.mode() == SecondFactorProperties.Mode.REQUIRED || any(this.settings.requiredRoles(), roles)
				|| anyGroup(this.settings.requiredGroups(), groups)) {
			return SecondFactorNeed.REQUIRED;
		}
		if (this.settings.mode() == SecondFactorProperties.Mode.REPORTED || any(this.settings.reportedRoles(), roles)
				|| anyGroup(this.settings.reportedGroups(), groups)) {
			return SecondFactorNeed.REPORTED;
		}
		return SecondFactorNeed.NONE;
	}

	private static boolean anyGroup(List<String> named, Supplier<Set<String>> groups) {
		return !named.isEmpty() && any(named, groups.get());
	}

	private static boolean any(List<String> named, Set<String> held) {
		return !Collections.disjoint(named, held);
	}

}
