package dev.signet.admin.web;

import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.signet.account.AccountId;
import dev.signet.database.Columns;
import dev.signet.directory.Directories;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryChanged;
import dev.signet.directory.DirectoryId;
import dev.signet.directory.DirectorySettings;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Changes directories and keeps what was set before, so that each change can be taken
 * back. A password that was replaced is gone.
 */
@Component
class DirectoryEdits {

	private final Directories directories;

	private final PostgresPasts pasts;

	private final Clock clock;

	DirectoryEdits(Directories directories, PostgresPasts pasts, Clock clock) {
		this.directories = directories;
		this.pasts = pasts;
		this.clock = clock;
	}

	/**
	 * Changes a directory.
	 * @param before the directory as the administrator saw it
	 * @param password empty to keep the one that is stored
	 * @return the directory as it is now
	 */
	Directory change(Directory before, DirectorySettings settings, String password, AccountId by) {
		if (settings.equals(before.settings()) && password.isEmpty()) {
			return before;
		}
		return this.directories.change(before.id(), before.version(), settings, password, by);
	}

	/** Whoever changes it, in the console or by the API. Joins their transaction. */
	@EventListener
	void keep(DirectoryChanged changed) {
		Directory before = changed.before();
		this.pasts.keep(Past.Owner.DIRECTORY, before.id().value(),
				new Past(before.version(), Columns.now(this.clock), changed.by(), words(before)));
	}

	/** What was set in former versions, the newest first. */
	List<Past> pasts(DirectoryId id) {
		return this.pasts.newest(Past.Owner.DIRECTORY, id.value());
	}

	/**
	 * What stood in the forms in a version. Between two changes there may be several, as
	 * switching on and off counts.
	 * @return empty when that is too long ago
	 */
	Optional<Map<String, String>> words(Directory directory, int version) {
		List<Past> pasts = pasts(directory.id());
		Optional<Map<String, String>> then = pasts.stream()
			.filter((past) -> past.version() >= version)
			.min(Comparator.comparingInt(Past::version))
			.map(Past::words);
		boolean forgotten = pasts.size() == Past.KEPT && pasts.get(Past.KEPT - 1).version() > version;
		return (version < 1 || forgotten) ? Optional.empty() : Optional.of(then.orElseGet(() -> words(directory)));
	}

	/** The settings that a directory had. */
	static DirectorySettings settings(Directory directory, Past past) {
		return TypedDirectory.typed(directory.kind(), past.words()).settings(TypedRules.typed(past.words()).rules());
	}

	/** All that stands in the forms. */
	static Map<String, String> words(Directory directory) {
		Map<String, String> words = new HashMap<>(TypedDirectory.of(directory.kind(), directory.settings()).words());
		words.putAll(TypedRules.of(directory.settings().accounts().rules()).words());
		return words;
	}

}
