package dev.signet.proof;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;

import dev.signet.database.Columns;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The rows of those who asked. Whoever locks several does so in the order of the askers,
 * so that nobody blocks anybody.
 */
@Repository
class PostgresAsks {

	/**
	 * Who has no room left. It only reads, so that many who are refused at once do not
	 * queue for one row; the count has the last word.
	 */
	private static final String FULL = """
			with filled as (
			  select asker from asks a join unnest(cast(:askers as text[]), cast(:most as int[])) l (limited, most)
			    on a.asker = l.limited where a.forgotten_at > :now and a.asked >= l.most)""";

	/**
	 * One count. Filled in are its number, what must be so before it, and whether each
	 * ask prolongs it.
	 */
	private static final String COUNT = """
			, asked%1$d as (
			  insert into asks as a (asker, asked, forgotten_at)
			  select cast(:asker%1$d as text), 1, cast(:forgotten%1$d as timestamptz) where %2$s
			  on conflict (asker) do update set
			    asked = case when a.forgotten_at <= :now then 1 else a.asked + 1 end,
			    forgotten_at = case when a.forgotten_at <= :now or %3$s then excluded.forgotten_at else a.forgotten_at end
			  where a.forgotten_at <= :now or a.asked < :most%1$d
			  returning asked)""";

	private static final String MINE = """
			with mine as (
			  select asker from asks where asker = any (cast(:askers as text[]))
			  order by array_position(cast(:askers as text[]), asker) for no key update)
			""";

	private final JdbcClient jdbc;

	PostgresAsks(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Counts an ask for one after another, until one has no room; for none, if one had
	 * none before.
	 */
	Counts count(List<Asker> askers, Instant now) {
		JdbcClient.StatementSpec statement = this.jdbc.sql(counting(askers))
			.param("now", Columns.moment(now))
			.param("askers", keys(askers))
			.param("most", askers.stream().map(Asker::most).toArray(Integer[]::new));
		for (int i = 0; i < askers.size(); i++) {
			Asker asker = askers.get(i);
			statement = statement.param("asker" + i, asker.key())
				.param("most" + i, asker.most())
				.param("forgotten" + i, Columns.moment(now.plus(asker.what().window())));
		}
		return statement.query((row, number) -> {
			String[] filled = (String[]) row.getArray("filled").getArray();
			Integer[] counted = (Integer[]) row.getArray("counted").getArray();
			return new Counts(List.of(filled), Stream.of(counted).takeWhile(Objects::nonNull).toList());
		}).single();
	}

	/**
	 * Takes one ask of each back.
	 * @param over those of them whose count is over
	 */
	void takeBack(Collection<Asker> askers, Collection<Asker> over, Instant now) {
		this.jdbc.sql(MINE + """
				update asks a set
				  asked = case when a.asker = any (cast(:over as text[])) then 0 else greatest(a.asked - 1, 0) end,
				  forgotten_at = case when a.asker = any (cast(:over as text[])) or a.asked <= 1 then :now
				    else a.forgotten_at end
				from mine where a.asker = mine.asker""")
			.param("askers", keys(askers))
			.param("over", keys(over))
			.param("now", Columns.moment(now))
			.update();
	}

	void prolong(Asker asker, Instant now) {
		this.jdbc.sql(
				"update asks set forgotten_at = greatest(forgotten_at, cast(:until as timestamptz)) where asker = :asker")
			.param("until", Columns.moment(now.plus(asker.what().window())))
			.param("asker", asker.key())
			.update();
	}

	void delete(Collection<Asker> askers) {
		this.jdbc.sql(MINE + "delete from asks where asker in (select asker from mine)")
			.param("askers", keys(askers))
			.update();
	}

	List<AskedBefore> find(Collection<Asker> askers, Instant now) {
		return this.jdbc.sql("""
				select asker, asked, forgotten_at from asks
				where asker = any (cast(:askers as text[])) and asked > 0 and forgotten_at > :now""")
			.param("askers", keys(askers))
			.param("now", Columns.moment(now))
			.query((row, number) -> new AskedBefore(named(row.getString("asker"), askers), row.getInt("asked"),
					Columns.instant(row, "forgotten_at")))
			.list();
	}

	List<AskedBefore> full(Asking what, int most, Instant now, int limit) {
		String prefix = new Asker(what, "", most).key();
		return this.jdbc.sql("""
				select substr(asker, :start) as who, asked, forgotten_at from asks
				where starts_with(asker, :prefix) and asked >= :most and forgotten_at > :now
				order by asker limit :limit""")
			.param("start", prefix.length() + 1)
			.param("prefix", prefix)
			.param("most", most)
			.param("now", Columns.moment(now))
			.param("limit", limit)
			.query((row, number) -> new AskedBefore(new Asker(what, row.getString("who"), most), row.getInt("asked"),
					Columns.instant(row, "forgotten_at")))
			.list();
	}

	Optional<Instant> forgottenAt(Asker asker) {
		return this.jdbc.sql("select forgotten_at from asks where asker = :asker")
			.param("asker", asker.key())
			.query((row, number) -> Columns.instant(row, "forgotten_at"))
			.optional();
	}

	int deleteForgotten(Instant now, int batch) {
		return this.jdbc.sql("""
				delete from asks where asker in (
				  select asker from asks where forgotten_at <= :now limit :batch for update skip locked)""")
			.param("now", Columns.moment(now))
			.param("batch", batch)
			.update();
	}

	private static String counting(List<Asker> askers) {
		StringBuilder counts = new StringBuilder();
		StringJoiner results = new StringJoiner(", ", "array[", "]");
		String before = "not exists (select from filled)";
		for (int i = 0; i < askers.size(); i++) {
			counts.append(COUNT.formatted(i, before, askers.get(i).what().prolonged()));
			results.add("(select asked from asked" + i + ")");
			before = "exists (select from asked" + i + ")";
		}
		return FULL + counts + "\nselect array(select asker from filled) as filled, " + results + " as counted";
	}

	private static Asker named(String key, Collection<Asker> askers) {
		return askers.stream().filter((asker) -> asker.key().equals(key)).findFirst().orElseThrow();
	}

	private static String[] keys(Collection<Asker> askers) {
		return askers.stream().sorted().map(Asker::key).toArray(String[]::new);
	}

	/**
	 * What a statement found and did.
	 *
	 * @param filled the keys of those who had no room before
	 * @param counted the counts after this ask, up to the first that had no more room
	 */
	record Counts(List<String> filled, List<Integer> counted) {
	}

}
