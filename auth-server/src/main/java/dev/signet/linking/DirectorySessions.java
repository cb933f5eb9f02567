package dev.signet.linking;

import java.util.List;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.directory.DirectoryId;
import dev.signet.session.EndReason;
import dev.signet.session.Sessions;
import dev.signet.signin.completion.SignInCompletion;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sessions of people of a directory. A password looks the same wherever it is kept, so
 * all sessions of an account count that is linked: whoever has another way in, comes back
 * by that.
 */
@Component
public class DirectorySessions {

	private static final int BATCH = 200;

	private final PostgresDirectorySessions rows;

	private final Sessions sessions;

	private final SignInCompletion completion;

	private final TransactionOperations transactions;

	private final ApplicationEventPublisher events;

	DirectorySessions(PostgresDirectorySessions rows, Sessions sessions, SignInCompletion completion,
			TransactionOperations transactions, ApplicationEventPublisher events) {
		this.rows = rows;
		this.sessions = sessions;
		this.completion = completion;
		this.transactions = transactions;
		this.events = events;
	}

	/** How many people of a directory are signed in. */
	public int people(DirectoryId directoryId) {
		return this.rows.people(directoryId);
	}

	/**
	 * Ends all of their sessions, each with its notices to apps, and sign-ins that only
	 * wait for their second step. There may be many: the caller must not hold a
	 * transaction.
	 * @param by the administrator who wants it
	 * @return how many sessions
	 */
	public int endAll(DirectoryId directoryId, AccountId by) {
		this.rows.waiting(directoryId).forEach(this.completion::giveUpPasswords);
		int ended = 0;
		for (List<UUID> batch = endBatch(directoryId); !batch.isEmpty(); batch = endBatch(directoryId)) {
			ended += batch.size();
		}
		this.events.publishEvent(new DirectoryPeopleSignedOut(directoryId, by, ended));
		return ended;
	}

	private List<UUID> endBatch(DirectoryId directoryId) {
		return this.transactions.execute((status) -> {
			List<UUID> batch = this.rows.sessions(directoryId, BATCH);
			batch.forEach((id) -> this.sessions.end(id, EndReason.PROVIDER_DISABLED));
			return batch;
		});
	}

}
