package dev.signet.database;

import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.signet.SignetTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@SignetTest
class DigestLookupTests {

	/** Of those that are asked for, the ones whose first byte is even, as text. */
	private static final String EVEN = "select " + DigestLookup.DIGEST
			+ ", encode(asked.digest, 'hex') as hex, :now::timestamptz as read_at from " + DigestLookup.ASKED
			+ " where get_byte(asked.digest, 0) % 2 = 0";

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Clock clock;

	@Autowired
	private TransactionTemplate transaction;

	@Test
	void findThenTheRowOfThisDigestOrNone() {
		DigestLookup<String> even = new DigestLookup<>(this.jdbc, this.clock, EVEN,
				(row, number) -> row.getString("hex"));
		assertThat(even.find(new byte[] { 2, 7 })).contains("0207");
		assertThat(even.find(new byte[] { 3, 7 })).isEmpty();
	}

	@Test
	void findWhenManyAskThenEachGetsItsOwn() throws Exception {
		DigestLookup<String> even = new DigestLookup<>(this.jdbc, this.clock, EVEN,
				(row, number) -> row.getString("hex"));
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			List<Future<?>> askers = IntStream.range(0, 8).<Future<?>>mapToObj((asker) -> threads.submit(() -> {
				for (int i = 0; i < 50; i++) {
					byte[] digest = { (byte) asker, (byte) i };
					String own = (asker % 2 == 0) ? HexFormat.of().formatHex(digest) : null;
					assertThat(even.find(digest).orElse(null)).isEqualTo(own);
				}
			})).toList();
			for (Future<?> asker : askers) {
				asker.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void findThenTheStatementKnowsTheMoment() {
		DigestLookup<Instant> even = new DigestLookup<>(this.jdbc, this.clock, EVEN,
				(row, number) -> Columns.instant(row, "read_at"));
		Instant before = this.clock.instant().minusMillis(1);
		assertThat(even.find(new byte[] { 2 }).orElseThrow()).isBetween(before, this.clock.instant().plusMillis(1));
	}

	/**
	 * After five plans for given values PostgreSQL keeps one for all, if that is as good.
	 */
	@Test
	void findAgainAndAgainThenNotPlannedEachTime() {
		String costly = EVEN
				+ " and (select count(*) from generate_series(1, 1000) n where n < get_byte(asked.digest, 0)) > 0";
		DigestLookup<String> even = new DigestLookup<>(this.jdbc, this.clock, costly,
				(row, number) -> row.getString("hex"));
		this.transaction.executeWithoutResult((status) -> {
			for (int i = 0; i < 30; i++) {
				even.find(new byte[] { 2, (byte) i });
			}
			assertThat(this.jdbc.sql(
					"select sum(generic_plans) from pg_prepared_statements where statement like '%as read_at%generate_series%'")
				.query(Integer.class)
				.single()).isGreaterThan(10);
		});
	}

}
