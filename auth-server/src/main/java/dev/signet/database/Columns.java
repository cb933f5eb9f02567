package dev.signet.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Reads moments and texts from rows, and writes moments, for which JDBC has kinds of its
 * own.
 */
public final class Columns {

	private Columns() {
	}

	/** The moment in a column that always has one. */
	public static Instant instant(ResultSet row, String column) throws SQLException {
		return row.getTimestamp(column).toInstant();
	}

	/** The moment in a column that may have none. */
	public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
		Timestamp moment = row.getTimestamp(column);
		return (moment != null) ? moment.toInstant() : null;
	}

	/**
	 * A moment as precise as columns keep it: what was written is equal to what is read.
	 */
	public static Instant kept(Instant moment) {
		return moment.truncatedTo(ChronoUnit.MICROS);
	}

	/** The time, as precise as columns keep it. */
	public static Instant now(Clock clock) {
		return kept(clock.instant());
	}

	/** A moment as a parameter. */
	public static OffsetDateTime moment(Instant moment) {
		return moment.atOffset(ZoneOffset.UTC);
	}

	/** A moment that there may not be, as a parameter. */
	public static @Nullable OffsetDateTime momentOrNull(@Nullable Instant moment) {
		return (moment != null) ? moment(moment) : null;
	}

	/** The texts of an array, in their order. */
	public static List<String> list(ResultSet row, String column) throws SQLException {
		return List.of(texts(row, column));
	}

	/** The texts of an array that has none twice. */
	public static Set<String> set(ResultSet row, String column) throws SQLException {
		return Set.of(texts(row, column));
	}

	private static String[] texts(ResultSet row, String column) throws SQLException {
		return (String[]) row.getArray(column).getArray();
	}

}
