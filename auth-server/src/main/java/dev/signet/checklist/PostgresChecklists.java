package dev.signet.checklist;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.signet.checklist.CheckLine.State;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The last checklist of each of some things, in two tables that are theirs. */
public final class PostgresChecklists {

	private final JdbcClient jdbc;

	private final TransactionOperations transactions;

	private final Tables tables;

	private final CheckSubject[] subjects;

	/**
	 * Keeps checklists in some tables.
	 * @param subjects all that a line may look at
	 */
	public PostgresChecklists(JdbcClient jdbc, TransactionOperations transactions, Tables tables,
			CheckSubject[] subjects) {
		this.jdbc = jdbc;
		this.transactions = transactions;
		this.tables = tables;
		this.subjects = subjects;
	}

	/**
	 * Keeps a checklist in place of an older one, unless its thing is gone or somebody
	 * looked later.
	 */
	public void put(UUID id, Checklist checklist) {
		this.transactions.executeWithoutResult((status) -> {
			int put = this.jdbc.sql(this.tables.in("""
					insert into {lists} as c ({id}, version, ran_at)
					select id, :version, :ran from {things} where id = :id
					on conflict ({id}) do update set version = excluded.version, ran_at = excluded.ran_at
					where c.ran_at <= excluded.ran_at"""))
				.param("id", id)
				.param("version", checklist.version())
				.param("ran", checklist.ranAt().atOffset(ZoneOffset.UTC))
				.update();
			if (put == 1) {
				replaceLines(id, checklist.lines());
			}
		});
	}

	private void replaceLines(UUID id, List<CheckLine> lines) {
		this.jdbc.sql(this.tables.in("delete from {lines} where {id} = :id")).param("id", id).update();
		for (int i = 0; i < lines.size(); i++) {
			CheckLine line = lines.get(i);
			this.jdbc.sql(this.tables.in("""
					insert into {lines} ({id}, position, subject, state, message, mentioned)
					values (:id, :position, :subject, :state, :message, cast(:mentioned as text[]))"""))
				.param("id", id)
				.param("position", i)
				.param("subject", line.check().name())
				.param("state", line.state().name())
				.param("message", line.messageKey())
				.param("mentioned", line.values().toArray(String[]::new))
				.update();
		}
	}

	/** The last one, at whichever version. */
	public Optional<Checklist> find(UUID id) {
		return this.jdbc.sql(this.tables.in("select version, ran_at from {lists} where {id} = :id"))
			.param("id", id)
			.query((row, number) -> new Checklist(row.getInt("version"),
					row.getObject("ran_at", OffsetDateTime.class).toInstant(), List.of()))
			.optional()
			.map((head) -> new Checklist(head.version(), head.ranAt(), lines(id)));
	}

	/** Whether the last one is of this very version, and nothing failed. */
	public boolean passed(UUID id, int version, Instant since) {
		return this.jdbc.sql(this.tables.in("""
				select exists (select from {lists} c
				where {id} = :id and version = :version and ran_at > :since and not exists (
				  select from {lines} l where l.{id} = c.{id} and state = 'FAILED'))"""))
			.param("id", id)
			.param("version", version)
			.param("since", since.atOffset(ZoneOffset.UTC))
			.query(Boolean.class)
			.single();
	}

	private List<CheckLine> lines(UUID id) {
		return this.jdbc.sql(this.tables.in("""
				select subject, state, message, mentioned from {lines}
				where {id} = :id order by position"""))
			.param("id", id)
			.query((row, number) -> line(row, this.subjects))
			.list();
	}

	/**
	 * Reads the columns that a line has wherever it is stored.
	 * @param subjects all that it may look at; what else it does is told by its name
	 */
	public static CheckLine line(ResultSet row, CheckSubject[] subjects) throws SQLException {
		CheckSubject subject = subject(row, subjects);
		State state = State.valueOf(row.getString("state"));
		return (subject instanceof UnknownCheck)
				? new CheckLine(subject, state, UnknownCheck.messageKey(), List.of(subject.name()))
				: new CheckLine(subject, state, row.getString("message"),
						List.of((String[]) row.getArray("mentioned").getArray()));
	}

	/** Reads what a line looks at. */
	public static CheckSubject subject(ResultSet row, CheckSubject[] subjects) throws SQLException {
		String name = row.getString("subject");
		return Arrays.stream(subjects)
			.filter((known) -> known.name().equals(name))
			.findFirst()
			.orElseGet(() -> new UnknownCheck(name));
	}

	/**
	 * Where checklists are kept.
	 *
	 * @param lists the table of checklists
	 * @param lines the table of their lines
	 * @param things the table of what they are about
	 * @param id the column, in the first two, that says of which
	 */
	public record Tables(String lists, String lines, String things, String id) {

		private String in(String sql) {
			return sql.replace("{lists}", this.lists)
				.replace("{lines}", this.lines)
				.replace("{things}", this.things)
				.replace("{id}", this.id);
		}

	}

}
