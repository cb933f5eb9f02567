package dev.signet.grant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes codes, tokens and grants past their time, in small batches, on one node at a
 * time. Redeemed codes stay for a day and grants for a week, so that a late replay is
 * still recognised.
 */
@Component
class GrantSweep {

	private static final long LOCK = 0x7369_676e_6574_0070L;

	private static final int BATCH = 1000;

	private static final int BATCHES = 100;

	private final PostgresGrants postgres;

	private final PostgresDeviceCodes deviceCodes;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Clock clock;

	GrantSweep(PostgresGrants postgres, PostgresDeviceCodes deviceCodes, JdbcClient jdbc,
			TransactionTemplate transaction, Clock clock) {
		this.postgres = postgres;
		this.deviceCodes = deviceCodes;
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.clock = clock;
	}

	@Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
	void sweep() {
		for (int i = 0; i < BATCHES; i++) {
			if (sweepBatch() == 0) {
				return;
			}
		}
	}

	/** Each batch is one short transaction; without the lock it does nothing. */
	private int sweepBatch() {
		Instant now = this.clock.instant();
		Integer swept = this.transaction.execute((status) -> {
			boolean locked = this.jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
				.param("lock", LOCK)
				.query(Boolean.class)
				.single();
			return locked
					? this.postgres.sweep(now.minus(Duration.ofDays(1)), now.minus(Duration.ofDays(7)), now, BATCH)
							+ this.deviceCodes.sweep(now.minus(DeviceCodes.KEPT_AFTER_END), now, BATCH)
					: 0;
		});
		return (swept == null) ? 0 : swept;
	}

}
