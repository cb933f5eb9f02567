package dev.signet.node;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * A connection on which the database tells of changes, from the moment at which it was
 * opened.
 */
final class ListeningConnection implements AutoCloseable {

	/** How long it may be silent before it is asked whether it is alive. */
	private static final Duration SILENCE = Duration.ofSeconds(2);

	private static final int SECONDS_TO_ANSWER = 2;

	private final Connection connection;

	private ListeningConnection(Connection connection) {
		this.connection = connection;
	}

	/**
	 * Connects and listens.
	 * @param url one server or several, of which one can be written to
	 */
	static ListeningConnection open(String url, Properties properties) throws SQLException {
		Connection connection = DriverManager.getConnection(url, properties);
		try (Statement statement = connection.createStatement()) {
			// On a standby this is refused, so a server that only follows is never heard
			statement.execute("listen " + Changes.CHANNEL);
			return new ListeningConnection(connection);
		}
		catch (SQLException ex) {
			connection.close();
			throw ex;
		}
	}

	/**
	 * Waits for announcements, for a few seconds at most.
	 * @return what was said
	 * @throws SQLException when the connection is dead, or was closed meanwhile
	 */
	List<String> await() throws SQLException {
		PGNotification[] heard = this.connection.unwrap(PGConnection.class)
			.getNotifications(Math.toIntExact(SILENCE.toMillis()));
		// A line that was cut is as silent as one on which nothing happens
		if (heard.length == 0 && !this.connection.isValid(SECONDS_TO_ANSWER)) {
			throw new SQLException("The connection is dead", "08006");
		}
		return Stream.of(heard).map(PGNotification::getParameter).distinct().toList();
	}

	/** Ends the wait of another thread too. */
	@Override
	public void close() throws SQLException {
		this.connection.close();
	}

}
