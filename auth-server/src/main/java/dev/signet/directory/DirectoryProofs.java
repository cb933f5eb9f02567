package dev.signet.directory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.signet.account.AccountId;
import dev.signet.checklist.CheckLine;
import dev.signet.checklist.Checklist;
import dev.signet.database.Columns;

import org.springframework.stereotype.Component;

/**
 * What it takes to switch a directory on: a check in which nothing failed, and somebody
 * who was found and could sign in, both of this very version and within the hour. One
 * that was on goes on again without, if that is within the hour too: whoever switched it
 * off by mistake has no time to look for somebody.
 */
@Component
public class DirectoryProofs {

	private static final Duration COUNTED = Duration.ofHours(1);

	private final PostgresDirectoryProofs rows;

	private final Directories directories;

	private final Clock clock;

	DirectoryProofs(PostgresDirectoryProofs rows, Directories directories, Clock clock) {
		this.rows = rows;
		this.directories = directories;
		this.clock = clock;
	}

	/** What the last check brought, at whichever version. */
	public Optional<Checklist> lastChecklist(DirectoryId id) {
		return this.rows.checklist(id);
	}

	/** What has been shown of a directory in this version. */
	public DirectoryProof of(Directory directory) {
		Optional<Checklist> checklist = this.rows.checklist(directory.id())
			.filter((last) -> last.version() == directory.version());
		Optional<Instant> tried = this.rows.triedAt(directory.id(), directory.version());
		Instant since = this.clock.instant().minus(COUNTED);
		boolean holds = checklist.filter((last) -> last.passed() && last.ranAt().isAfter(since)).isPresent()
				&& tried.filter((at) -> at.isAfter(since)).isPresent();
		boolean again = this.directories.switchedOffAfter(directory, since);
		return new DirectoryProof(checklist.orElse(null), tried.orElse(null), holds || again, again);
	}

	/**
	 * Lets a directory be asked for passwords that was shown to work.
	 * @throws DirectoryNotProved when nothing shows it, or not any more
	 * @throws DirectoryChangedMeanwhile when it is changed at this moment
	 * @throws NoSuchDirectory when it is gone
	 */
	public void enable(DirectoryId id, AccountId by) throws DirectoryNotProved {
		Directory directory = this.directories.fresh(id);
		if (!of(directory).holds()) {
			throw new DirectoryNotProved(directory);
		}
		this.directories.enable(directory, by);
	}

	/**
	 * The same, though nothing shows that it works.
	 * @param typedAlias what the administrator typed to show that it is meant
	 * @throws IllegalArgumentException when that is not how operators know it
	 * @throws DirectoryChangedMeanwhile when it is changed at this moment
	 * @throws NoSuchDirectory when it is gone
	 */
	public void enableUnproved(DirectoryId id, String typedAlias, AccountId by) {
		Directory directory = this.directories.fresh(id);
		if (!directory.alias().equals(typedAlias)) {
			throw new IllegalArgumentException("Not the alias of the directory");
		}
		this.directories.enableUnproved(directory, by);
	}

	void checked(Directory directory, List<CheckLine> lines) {
		this.rows.put(directory.id(), new Checklist(directory.version(), Columns.now(this.clock), lines));
	}

	void tried(Directory directory) {
		this.rows.putTrial(directory.id(), directory.version(), Columns.now(this.clock));
	}

}
