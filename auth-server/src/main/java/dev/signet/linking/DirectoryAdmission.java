package dev.signet.linking;

import java.util.Optional;

import dev.signet.account.Account;
import dev.signet.account.AccountGeneration;
import dev.signet.account.Accounts;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryLink;
import dev.signet.directory.DirectoryLinks;
import dev.signet.directory.DirectoryPerson;

import org.springframework.stereotype.Component;

/**
 * Leads people who have given the password of a directory to the accounts that are linked
 * with them. To ask a directory takes seconds, in which everybody may be shut out of an
 * account; so it is read before.
 */
@Component
class DirectoryAdmission {

	private final DirectoryLinks links;

	private final Accounts accounts;

	DirectoryAdmission(DirectoryLinks links, Accounts accounts) {
		this.links = links;
		this.accounts = accounts;
	}

	/** Whose account it is now that belongs to somebody of a directory. */
	Optional<Account> find(Directory directory, String subject) {
		return this.links.find(directory, subject).flatMap((link) -> this.accounts.find(link.accountId()));
	}

	/**
	 * The account of somebody whose password was right.
	 * @param link by which it is theirs
	 * @param before the account that was theirs before the password was sent; empty when
	 * there was none
	 * @return theirs, as it is now, or as it was before if everybody was shut out of it
	 * since, which the sign-in then says; empty when the link is ended at this moment,
	 * and when it was made since and it cannot be said
	 */
	Optional<Account> admit(DirectoryLink link, Directory directory, DirectoryPerson person, Optional<Account> before) {
		return this.links.used(link, directory, person).flatMap((opened) -> {
			Optional<Account> same = before.filter((account) -> account.id().equals(opened.accountId()));
			return this.accounts
				.find(same.map(Account::generation).orElseGet(() -> AccountGeneration.first(opened.accountId())))
				.or(() -> same);
		});
	}

}
