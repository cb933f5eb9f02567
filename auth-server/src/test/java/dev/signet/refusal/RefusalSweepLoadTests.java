package dev.signet.refusal;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;

import dev.signet.SignetTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * As many refused requests as are kept by default, of clients that were refused a lot.
 */
@SignetTest
class RefusalSweepLoadTests {

	private static final int ROWS = 100_000;

	private static final int CLIENTS = 50;

	private static final int KEPT = 1_000;

	@Autowired
	private PostgresRefusedRequests postgres;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private Clock clock;

	@Autowired
	private ThreadPoolTaskScheduler scheduler;

	/** The scheduled sweep would keep this one from sweeping. */
	@BeforeEach
	void fill() {
		this.scheduler.stop();
		this.jdbc
			.sql("""
					insert into refused_requests (reference, at, refusal, error, endpoint, client_id)
					select substr(md5(i::text), 1, 5) || '-' || substr(md5('load' || i), 1, 5), now() - i * interval '1 second',
					  'SECRET_WRONG', 'invalid_client', '/oauth2/token', 'load-' || i % :clients
					from generate_series(1, :rows) i on conflict do nothing""")
			.param("rows", ROWS)
			.param("clients", CLIENTS)
			.update();
		this.jdbc.sql("analyze refused_requests").update();
	}

	@AfterEach
	void empty() {
		this.jdbc.sql("delete from refused_requests where client_id like 'load-%'").update();
		this.scheduler.start();
	}

	@Test
	void sweepWhenHalfIsBeyondWhatIsKeptThenGoneWithoutReadingAllAgainAndAgainAndTheNextIsCheap() {
		assertThat(rowsRead(this::sweep)).isLessThan(10 * ROWS);
		assertThat(this.jdbc.sql("""
				select count(*) from (select 1 from refused_requests where client_id like 'load-%'
				  group by client_id having count(*) = :kept) as whole""")
			.param("kept", KEPT)
			.query(Integer.class)
			.single()).isEqualTo(CLIENTS);
		assertThat(this.jdbc.sql("select min(at) from refused_requests where client_id like 'load-%'")
			.query(Timestamp.class)
			.single()
			.toInstant()).as("the newest stay").isAfter(this.clock.instant().minusSeconds(ROWS * 6 / 10));
		assertThat(rowsRead(this::sweep)).isLessThan(3 * ROWS);
	}

	private void sweep() {
		RefusalProperties settings = new RefusalProperties(Duration.ofDays(366), KEPT, 10_000_000, 1);
		new RefusalSweep(this.postgres, settings, this.jdbc, this.transaction, this.clock).sweep();
	}

	/** All batches in one transaction: only there they are counted at once. */
	private long rowsRead(Runnable work) {
		return this.transaction.execute((status) -> {
			long before = rowsRead();
			work.run();
			return rowsRead() - before;
		});
	}

	private long rowsRead() {
		return this.jdbc.sql("""
				select seq_tup_read + coalesce(idx_tup_fetch, 0) from pg_stat_xact_user_tables
				where relname = 'refused_requests'
				""").query(Long.class).single();
	}

}
