package dev.signet.database;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds rows by the digest of a secret that somebody presents. Callers at the same time
 * share a statement, as {@link SharedReads} has it.
 *
 * @param <V> what is read of a row
 */
public final class DigestLookup<V> {

	/** What a statement selects of {@link #ASKED}. */
	public static final String DIGEST = "asked.digest as asked_digest";

	/**
	 * What a statement selects from, to join the digests of its rows with
	 * {@code asked.digest}. In a select of its own the array looks the same to the
	 * planner however long it is; else PostgreSQL plans anew for each length, and so each
	 * time.
	 */
	public static final String ASKED = "unnest((select :digests)::bytea[]) as asked (digest)";

	private final JdbcClient jdbc;

	private final String statement;

	private final RowMapper<V> mapper;

	private final Clock clock;

	private final SharedReads<ByteBuffer, V> reads = new SharedReads<>(this::read);

	/**
	 * Makes look-ups of one kind.
	 * @param statement selects {@link #DIGEST} from {@link #ASKED}, at most one row for
	 * each; it may have a parameter {@code now}, the moment at which it is run
	 */
	public DigestLookup(JdbcClient jdbc, Clock clock, String statement, RowMapper<V> mapper) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.statement = statement;
		this.mapper = mapper;
	}

	/** What is found under a digest, read after this was called. */
	public Optional<V> find(byte[] digest) {
		return this.reads.get(ByteBuffer.wrap(digest));
	}

	private Map<ByteBuffer, V> read(Set<ByteBuffer> digests) {
		Map<ByteBuffer, V> found = new HashMap<>();
		this.jdbc.sql(this.statement)
			.param("digests", digests.stream().map(ByteBuffer::array).toArray(byte[][]::new))
			.param("now", Columns.moment(this.clock.instant()))
			.query((row) -> {
				found.put(ByteBuffer.wrap(row.getBytes("asked_digest")), this.mapper.mapRow(row, found.size()));
			});
		return found;
	}

}
