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
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * As many refused requests as are kept by default, of clients that were refused a lot.
 */
@SignetTest
class RefusalSweepLoadTests {

	private static final int ROWS = 100_000;

	private static final int PORTION = 5_000;

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

	@BeforeEach
	void fill() {
		// No statement of the application may take long, on a busy machine neither
		for (int made = 0; made < ROWS; made += PORTION) {
			this.jdbc
				.sql("""
						insert into refused_requests (reference, at, refusal, error, endpoint, client_id)
						select substr(md5(i::text), 1, 5) || '-' || substr(md5('load' || i), 1, 5), now() - i * interval '1 second',
						  'SECRET_WRONG', 'invalid_client', '/oauth2/token', 'load-' || i % :clients
						from generate_series(:made + 1, :made + :portion) i on conflict do nothing""")
				.param("made", made)
				.param("portion", PORTION)
				.param("clients", CLIENTS)
				.update();
		}
		this.jdbc.sql("analyze refused_requests").update();
	}

	@AfterEach
	void empty() {
		this.jdbc.sql("delete from refused_requests where client_id like 'load-%'").update();
	}

	@Test
	void sweepWhenHalfIsBeyondWhatIsKeptThenGoneInSecondsAndTheNextIsCheap() {
		assertThat(seconds(this::sweep)).isLessThan(20);
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
		assertThat(seconds(this::sweep)).isLessThan(2);
	}

	private void sweep() {
		RefusalProperties settings = new RefusalProperties(Duration.ofDays(366), KEPT, 10_000_000, 1);
		new RefusalSweep(this.postgres, settings, this.jdbc, this.transaction, this.clock).sweep();
	}

	private static double seconds(Runnable work) {
		long start = System.nanoTime();
		work.run();
		return (System.nanoTime() - start) / 1e9;
	}

}
