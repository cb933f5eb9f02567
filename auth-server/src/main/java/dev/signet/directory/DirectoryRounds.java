package dev.signet.directory;

import java.util.function.ToIntFunction;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Goes through the directories that are on, and through what is due in each, batch by
 * batch. What goes wrong with one directory is not to keep others from a look.
 */
@Component
class DirectoryRounds {

	private static final Logger logger = LoggerFactory.getLogger(DirectoryRounds.class);

	private final Directories directories;

	DirectoryRounds(Directories directories) {
		this.directories = directories;
	}

	/**
	 * Looks at each directory until one look had less to do than it may.
	 * @param what is asked, for the log, such as "for groups"
	 * @param batch the most that a look does
	 * @param look tells how much it did
	 */
	void go(String what, int batch, ToIntFunction<Directory> look) {
		try {
			this.directories.enabled().forEach((directory) -> lookAtAll(directory, what, batch, look));
		}
		catch (RuntimeException ex) {
			logger.warn("Directories cannot be asked now {}; another try follows", what, ex);
		}
	}

	private void lookAtAll(Directory directory, String what, int batch, ToIntFunction<Directory> look) {
		try {
			boolean more = true;
			while (more) {
				// It may be changed, or switched off, before everybody was asked for
				more = this.directories.find(directory.id())
					.filter(Directory::enabled)
					.map(look::applyAsInt)
					.orElse(0) == batch;
			}
		}
		catch (RuntimeException ex) {
			logger.warn("The directory {} cannot be asked now {}; another try follows", directory.alias(), what, ex);
		}
	}

}
