package dev.signet.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;

/**
 * Keeps a directory to one server at a time. The operating system drops the lock when the
 * process dies, however it dies, so it never has to be cleared by hand.
 */
final class DirectoryLock implements AutoCloseable {

	private final FileChannel channel;

	private DirectoryLock(FileChannel channel) {
		this.channel = channel;
	}

	/**
	 * Takes the lock.
	 * @param directory an existing directory
	 * @throws DatabaseNotUsable when another server holds it
	 */
	static DirectoryLock take(Path directory) throws IOException {
		FileChannel channel = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE);
		if (tryLock(channel) == null) {
			channel.close();
			throw new DatabaseNotUsable("Another Signet server is already running on the directory " + directory + ".",
					"Stop the other server, or give this one a directory of its own with signet.database.directory. "
							+ "To run several servers on the same data, give them one PostgreSQL "
							+ "with spring.datasource.url.");
		}
		return new DirectoryLock(channel);
	}

	private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
		try {
			return channel.tryLock();
		}
		catch (OverlappingFileLockException ex) {
			return null;
		}
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
