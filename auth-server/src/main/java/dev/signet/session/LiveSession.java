package dev.signet.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

import dev.signet.database.Columns;
import org.jspecify.annotations.Nullable;

/**
 * A session that is alive, as a look-up comes across it. Who goes on to use it tells
 * {@link Sessions#touch}.
 * <p>
 * A statement of another package that finds something under a session can bring it along:
 * it selects {@link #COLUMNS}, joins {@link #leftJoinedOn} and has a parameter
 * {@code now}. One that writes what must not come into being after the end of a session
 * begins with {@link #HELD}.
 *
 * @param id the session
 * @param lastSeenAt when it was last noted to be in use
 */
public record LiveSession(UUID id, Instant lastSeenAt) {

	/** What to select of a session that is joined. */
	public static final String COLUMNS = "s.id as live_session, s.last_seen_at";

	/**
	 * Two parts of a {@code with} before what is written under a session, with the
	 * parameters {@code account}, {@code session} and {@code now}: the part {@code live}
	 * has a row as long as the session is live. Whoever ends it at this moment is waited
	 * for, and waits for this to be written, and then finds it: the lock is one that
	 * their update and this cannot have at once. The account is locked first, as
	 * everywhere, though only against its deletion.
	 */
	public static final String HELD = """
			owner as (
			  select id from accounts where id = :account for key share),
			live as (
			  select s.id from sessions s join owner o on o.id = s.account_id
			  where s.id = :session and s.ended_at is null and s.expires_at > :now for share of s)""";

	/**
	 * Joins the session, so that a row whose session is over comes without it.
	 * @param column where its identifier stands, such as {@code g.session_id}
	 */
	public static String leftJoinedOn(String column) {
		return " left join sessions s on s.id = " + column + " and s.ended_at is null and s.expires_at > :now ";
	}

	/** The session in a row with {@link #COLUMNS}, null when it is over. */
	public static @Nullable LiveSession readOrNull(ResultSet row) throws SQLException {
		UUID id = row.getObject("live_session", UUID.class);
		return (id == null) ? null : new LiveSession(id, Columns.instant(row, "last_seen_at"));
	}

}
