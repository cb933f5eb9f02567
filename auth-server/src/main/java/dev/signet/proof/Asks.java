package dev.signet.proof;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts how often somebody asked, on all nodes together. The limit is the statement's:
 * of many at once, no more than allowed get through.
 */
@Component
public class Asks {

	private final JdbcClient jdbc;

	private final Clock clock;

	Asks(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Counts an ask, unless there were too many.
	 * @param who who asks: an account, or a network
	 * @return whether there was room for one more
	 */
	public boolean count(Asking what, String who) {
		Instant now = this.clock.instant();
		return this.jdbc.sql("""
				insert into asks as a (asker, asked, forgotten_at) values (:asker, 1, :forgotten)
				on conflict (asker) do update set
				  asked = case when a.forgotten_at <= :now then 1 else a.asked + 1 end,
				  forgotten_at = case when a.forgotten_at <= :now then excluded.forgotten_at else a.forgotten_at end
				where a.forgotten_at <= :now or a.asked < :most""")
			.param("asker", asker(what, who))
			.param("most", what.most())
			.param("now", Timestamp.from(now))
			.param("forgotten", Timestamp.from(now.plus(what.window())))
			.update() == 1;
	}

	/** Takes the last ask back. */
	public void forgive(Asking what, String who) {
		this.jdbc.sql("update asks set asked = asked - 1 where asker = :asker and asked > 0")
			.param("asker", asker(what, who))
			.update();
	}

	/** After how long there is room again, in whole seconds, at least one. */
	public Duration wait(Asking what, String who) {
		Instant now = this.clock.instant();
		return this.jdbc.sql("select forgotten_at from asks where asker = :asker")
			.param("asker", asker(what, who))
			.query(Timestamp.class)
			.optional()
			.map((at) -> Duration
				.ofSeconds(Math.max(1, Duration.between(now, at.toInstant()).plusMillis(999).toSeconds())))
			.orElse(Duration.ofSeconds(1));
	}

	/** Forgets all that somebody asked for. */
	void forget(String who) {
		this.jdbc.sql("delete from asks where asker = any (:askers)")
			.param("askers", Arrays.stream(Asking.values()).map((what) -> asker(what, who)).toArray(String[]::new))
			.update();
	}

	int deleteForgotten(Instant now, int batch) {
		return this.jdbc.sql("""
				delete from asks where asker in (
				  select asker from asks where forgotten_at <= :now limit :batch for update skip locked)""")
			.param("now", Timestamp.from(now))
			.param("batch", batch)
			.update();
	}

	private static String asker(Asking what, String who) {
		return what.name() + " " + who;
	}

}
