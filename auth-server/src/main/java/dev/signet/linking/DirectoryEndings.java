package dev.signet.linking;

import java.util.List;

import dev.signet.account.AccountApproved;
import dev.signet.account.AccountId;
import dev.signet.account.AccountSuspension;
import dev.signet.account.AccountUnlocked;
import dev.signet.account.DeletionWithdrawn;
import dev.signet.credential.Passwords;
import dev.signet.directory.Directories;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryLink;
import dev.signet.directory.DirectoryLinks;
import dev.signet.directory.DirectoryPersonBack;
import dev.signet.directory.DirectoryPersonGone;
import dev.signet.session.EndReason;
import dev.signet.session.Sessions;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Shuts out who is gone in the directory that keeps their password: the account is off,
 * with all its sessions and grants, until they are back. Who has a password here too has
 * the account by that, and signs in anew. All happens in the transaction that notes who
 * is gone.
 */
@Component
class DirectoryEndings {

	private final Directories directories;

	private final DirectoryLinks links;

	private final Passwords passwords;

	private final AccountSuspension suspension;

	private final Sessions sessions;

	DirectoryEndings(Directories directories, DirectoryLinks links, Passwords passwords, AccountSuspension suspension,
			Sessions sessions) {
		this.directories = directories;
		this.links = links;
		this.passwords = passwords;
		this.suspension = suspension;
		this.sessions = sessions;
	}

	@EventListener
	void on(DirectoryPersonGone event) {
		if (!isGone(event.accountId()) || !this.suspension.suspend(event.accountId())) {
			this.sessions.endAll(event.accountId(), EndReason.PROVIDER_DISABLED);
		}
	}

	@EventListener
	void on(DirectoryPersonBack event) {
		this.suspension.resume(event.accountId());
	}

	@EventListener
	void on(DeletionWithdrawn event) {
		suspendIfGone(event.accountId());
	}

	@EventListener
	void on(AccountUnlocked event) {
		suspendIfGone(event.accountId());
	}

	@EventListener
	void on(AccountApproved event) {
		suspendIfGone(event.accountId());
	}

	/** What was off already could not be suspended then. */
	private void suspendIfGone(AccountId accountId) {
		if (isGone(accountId)) {
			this.suspension.suspend(accountId);
		}
	}

	/**
	 * Whether who has an account by directories alone left one, and is in no other that
	 * is asked. Of one that is switched off it is not known who is there.
	 */
	boolean isGone(AccountId accountId) {
		List<DirectoryLink> counting = this.links.of(accountId);
		return counting.stream().anyMatch((link) -> link.goneSince() != null)
				&& counting.stream().filter((link) -> link.goneSince() == null).noneMatch(this::isAsked)
				&& !this.passwords.exists(accountId);
	}

	private boolean isAsked(DirectoryLink link) {
		return this.directories.find(link.directoryId()).filter(Directory::enabled).isPresent();
	}

}
