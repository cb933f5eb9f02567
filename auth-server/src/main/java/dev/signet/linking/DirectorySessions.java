package dev.signet.linking;

import java.util.Optional;

import dev.signet.account.SignedInAccount;
import dev.signet.directory.DirectoryId;

import org.springframework.stereotype.Component;

/**
 * Sessions of people of a directory. A password looks the same wherever it is kept, so
 * all sessions of an account count that is linked: whoever has another way in, comes back
 * by that.
 */
@Component
public class DirectorySessions {

	private final PostgresDirectorySessions rows;

	private final DirectorySignOuts signOuts;

	DirectorySessions(PostgresDirectorySessions rows, DirectorySignOuts signOuts) {
		this.rows = rows;
		this.signOuts = signOuts;
	}

	/** How many people of a directory are signed in. */
	public int people(DirectoryId directoryId) {
		return this.rows.people(directoryId);
	}

	/**
	 * Ends all of their sessions, each with its notices to apps, and shuts those out who
	 * are signing in at this moment. Once the directory is off, nobody comes in by it
	 * after. There may be many people, and each account takes a transaction of its own:
	 * the caller must not hold one, and of very many the rest is signed out by and by.
	 * @param by the administrator who wants it, and stays signed in: who came by that
	 * directory could not switch it on again
	 * @return how far it is, empty when all are signed out
	 */
	public Optional<DirectorySignOut> endAll(DirectoryId directoryId, SignedInAccount by) {
		return this.signOuts.begin(directoryId, by);
	}

	/** How far it is, empty when nobody of them is being signed out. */
	public Optional<DirectorySignOut> underWay(DirectoryId directoryId) {
		return this.signOuts.underWay(directoryId);
	}

}
