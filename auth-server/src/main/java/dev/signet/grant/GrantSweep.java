package dev.signet.grant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import dev.signet.background.Sweeps;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

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

	private final Sweeps sweeps;

	private final Clock clock;

	GrantSweep(PostgresGrants postgres, PostgresDeviceCodes deviceCodes, Sweeps sweeps, Clock clock) {
		this.postgres = postgres;
		this.deviceCodes = deviceCodes;
		this.sweeps = sweeps;
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

	private int sweepBatch() {
		Instant now = this.clock.instant();
		return this.sweeps.once(LOCK,
				() -> this.postgres.sweep(now.minus(Duration.ofDays(1)), now.minus(Duration.ofDays(7)), now, BATCH)
						+ this.deviceCodes.sweep(now.minus(DeviceCodes.KEPT_AFTER_END), BATCH));
	}

}
