package dev.signet.linking;

import dev.signet.account.AccountId;
import dev.signet.account.SignedInAccount;
import dev.signet.directory.DirectoryId;
import dev.signet.session.EndReason;
import dev.signet.session.Sessions;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Sessions of people of a directory. A password looks the same wherever it is kept, so
 * all sessions of an account count that is linked: whoever has another way in, comes back
 * by that.
 */
@Component
public class DirectorySessions {

	private final PostgresDirectorySessions rows;

	private final Sessions sessions;

	private final ApplicationEventPublisher events;

	DirectorySessions(PostgresDirectorySessions rows, Sessions sessions, ApplicationEventPublisher events) {
		this.rows = rows;
		this.sessions = sessions;
		this.events = events;
	}

	/** How many people of a directory are signed in. */
	public int people(DirectoryId directoryId) {
		return this.rows.people(directoryId);
	}

	/**
	 * Ends all of their sessions, each with its notices to apps, and shuts those out who
	 * are signing in at this moment. Once the directory is off, nobody comes in by it
	 * after. There may be many people, and each account takes a transaction of its own:
	 * the caller must not hold one.
	 * @param by the administrator who wants it, and stays signed in: who came by that
	 * directory could not switch it on again
	 * @return how many sessions
	 */
	public int endAll(DirectoryId directoryId, SignedInAccount by) {
		int ended = this.rows.linked(directoryId).stream().mapToInt((accountId) -> endAll(accountId, by)).sum();
		this.events.publishEvent(new DirectoryPeopleSignedOut(directoryId, by.accountId(), ended));
		return ended;
	}

	private int endAll(AccountId accountId, SignedInAccount by) {
		return accountId.equals(by.accountId())
				? this.sessions.endOthers(accountId, by.sessionId(), EndReason.PROVIDER_DISABLED)
				: this.sessions.endAll(accountId, EndReason.PROVIDER_DISABLED);
	}

}
