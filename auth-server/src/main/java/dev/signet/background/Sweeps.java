package dev.signet.background;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import java.util.function.ToIntBiFunction;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Clears away what is over, in small transactions, mostly on one node at a time.
 */
@Component
public class Sweeps {

	private static final int BATCH = 500;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Clock clock;

	Sweeps(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.clock = clock;
	}

	/**
	 * Deletes what nobody wants to see any more, batch after batch, each in a transaction
	 * of its own.
	 * @param lock any number that no other work has
	 * @param kept for how long it stays
	 * @param delete is told the moment before which all may go and the most that it
	 * deletes, and tells how much went
	 */
	public void deleteAfter(long lock, Duration kept, ToIntBiFunction<Instant, Integer> delete) {
		repeat(lock, BATCH, (batch) -> delete.applyAsInt(this.clock.instant().minus(kept), batch));
	}

	/**
	 * Takes step after step, each in a transaction of its own, until one had less to do
	 * than it may: a full batch means that there may be more.
	 * @param lock any number that no other work has
	 * @param batch the most that a step does
	 * @param step is told the most and tells how much it did
	 */
	public void repeat(long lock, int batch, IntUnaryOperator step) {
		repeat(batch, (most) -> once(lock, () -> step.applyAsInt(most)));
	}

	/**
	 * Takes step after step until one had less to do than it may. For steps that any
	 * number of nodes may take at once, as each passes over rows that another one holds.
	 * @param batch the most that a step does
	 * @param step is told the most and tells how much it did
	 */
	public static void repeat(int batch, IntUnaryOperator step) {
		int done;
		do {
			done = step.applyAsInt(batch);
		}
		while (done == batch);
	}

	/**
	 * Takes one step in a transaction of its own, unless another node is at this work.
	 * @param lock any number that no other work has
	 * @param step tells how much it did
	 * @return how much was done
	 */
	public int once(long lock, IntSupplier step) {
		Integer done = this.transaction.execute((status) -> alone(lock) ? step.getAsInt() : 0);
		return (done != null) ? done : 0;
	}

	/**
	 * Whether this transaction, and no other on any node, may do this work until it ends.
	 */
	public boolean alone(long lock) {
		return this.jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
			.param("lock", lock)
			.query(Boolean.class)
			.single();
	}

}
