package dev.signet.linking;

import java.util.Optional;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.Administrators;
import dev.signet.account.SignedInAccount;
import dev.signet.directory.Directories;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryChangedMeanwhile;
import dev.signet.directory.DirectoryDown;
import dev.signet.directory.DirectoryLink;
import dev.signet.directory.DirectoryLinks;
import dev.signet.directory.DirectoryPasswordToChange;
import dev.signet.directory.DirectoryPerson;
import dev.signet.session.NoSuchSession;
import dev.signet.session.SessionHold;
import dev.signet.signin.throttle.SignInFailed;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Connects the account of somebody who is signed in to it with a directory: who knows
 * both passwords at once is both.
 */
@Component
public class DirectoryAccounts {

	private final Directories directories;

	private final DirectorySignIn signIn;

	private final DirectoryLinks links;

	private final Accounts accounts;

	private final Administrators administrators;

	private final SessionHold sessionHold;

	private final TransactionTemplate transaction;

	private final ApplicationEventPublisher events;

	DirectoryAccounts(Directories directories, DirectorySignIn signIn, DirectoryLinks links, Accounts accounts,
			Administrators administrators, SessionHold sessionHold, TransactionTemplate transaction,
			ApplicationEventPublisher events) {
		this.directories = directories;
		this.signIn = signIn;
		this.links = links;
		this.accounts = accounts;
		this.administrators = administrators;
		this.sessionHold = sessionHold;
		this.transaction = transaction;
		this.events = events;
	}

	/**
	 * Connects an account with whom this name and password belong to.
	 * @param owner of the account, who has just proved that it is theirs
	 * @throws NoSuchSession when the session of the owner is over
	 */
	public Connection connect(SignedInAccount owner, String login, String password) throws NoSuchSession {
		Optional<AccountId> named = this.accounts.findByLogin(login).map(Account::id);
		Optional<AccountId> somebodyElse = named.filter((other) -> !other.equals(owner.accountId()));
		boolean lookedAt = false;
		boolean down = false;
		for (Directory directory : DirectorySignIn.asked(this.directories.enabled(), login)) {
			try {
				Optional<DirectoryPerson> person = this.signIn.prove(directory, login, somebodyElse, password,
						owner.accountId());
				if (person.isPresent()) {
					return connect(owner, directory, person.get());
				}
				lookedAt = true;
			}
			catch (DirectoryPasswordToChange ex) {
				return Connection.PASSWORD_TO_CHANGE;
			}
			catch (DirectoryDown ex) {
				// It may answer wrong ones late
				lookedAt |= ex.passwordSent();
				down = true;
			}
			catch (DirectoryChangedMeanwhile ex) {
				down = true;
			}
		}
		if (down && !lookedAt) {
			return Connection.NOT_LOOKED_AT;
		}
		this.events.publishEvent(new SignInFailed(named));
		return down ? Connection.DOWN : Connection.WRONG;
	}

	private Connection connect(SignedInAccount owner, Directory directory, DirectoryPerson person) {
		return Boolean.TRUE.equals(this.transaction.execute((status) -> {
			// There may be a link already, by which they lose the role
			this.administrators.hold();
			this.sessionHold.hold(owner);
			Optional<DirectoryLink> link = this.links.add(directory, person, owner.accountId())
				.or(() -> this.links.find(directory, person.subject()))
				.filter((found) -> found.accountId().equals(owner.accountId()));
			return link.flatMap((own) -> this.links.used(own, directory, person)).isPresent();
		})) ? Connection.CONNECTED : Connection.TAKEN;
	}

	/** What became of it. */
	public enum Connection {

		/** The account is theirs. */
		CONNECTED,

		/** It is nobody's name and password. */
		WRONG,

		/** The password is right, but must be changed there first. */
		PASSWORD_TO_CHANGE,

		/** The person has another account here. */
		TAKEN,

		/** A directory does not answer, but it or another may have looked at them. */
		DOWN,

		/** No directory answers, and none has looked at them. */
		NOT_LOOKED_AT

	}

}
