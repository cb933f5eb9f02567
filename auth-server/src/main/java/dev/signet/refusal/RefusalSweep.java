package dev.signet.refusal;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Forgets refused requests that are too old or too many, in small transactions, on one
 * node at a time.
 */
@Component
class RefusalSweep {

	private static final long LOCK = 0x7369_676e_6574_0015L;

	private static final int BATCH = 1000;

	private final PostgresRefusedRequests postgres;

	private final RefusalProperties properties;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Clock clock;

	RefusalSweep(PostgresRefusedRequests postgres, RefusalProperties properties, JdbcClient jdbc,
			TransactionTemplate transaction, Clock clock) {
		this.postgres = postgres;
		this.properties = properties;
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.clock = clock;
	}

	@Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
	void sweep() {
		repeat((batch) -> this.postgres.deleteBefore(this.clock.instant().minus(this.properties.keptFor()), batch));
		int perClient = this.properties.keptPerClient();
		for (String client : this.postgres.clientsBeyond(perClient)) {
			repeat((batch) -> this.postgres.deleteBeyond(client, perClient, batch));
		}
		repeat((batch) -> this.postgres.deleteBeyond(this.properties.keptInAll(), batch));
	}

	/** A full batch means that there may be more. */
	private void repeat(IntUnaryOperator step) {
		int done;
		do {
			done = once(step);
		}
		while (done == BATCH);
	}

	/** Nothing is done while another node sweeps. */
	private int once(IntUnaryOperator step) {
		Integer done = this.transaction.execute((status) -> alone() ? step.applyAsInt(BATCH) : 0);
		return (done == null) ? 0 : done;
	}

	private boolean alone() {
		return this.jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
			.param("lock", LOCK)
			.query(Boolean.class)
			.single();
	}

}
