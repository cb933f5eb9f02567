package dev.signet.refusal;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.signet.Eventually;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@SignetTest
class RefusedRequestsTests {

	@Autowired
	private RefusedRequests refusedRequests;

	@Autowired
	private PostgresRefusedRequests postgres;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private MutableClock clock;

	private final String client = "client-" + UUID.randomUUID();

	@Test
	void recordThenFoundByItsReferenceHoweverTyped() {
		String reference = record(
				RefusalError.of(Refusal.REDIRECT_URI_UNKNOWN, "https://evil.test/\0", "https://app.test/cb"));
		RefusedRequest found = this.refusedRequests.find(reference).orElseThrow();
		assertThat(found.refusal()).contains(Refusal.REDIRECT_URI_UNKNOWN);
		assertThat(found.error()).isEqualTo("invalid_request");
		assertThat(found.endpoint()).isEqualTo("/oauth2/test");
		assertThat(found.clientId()).isEqualTo(this.client);
		assertThat(found.came()).isEqualTo("https://evil.test/\\u{0}");
		assertThat(found.expected()).isEqualTo("https://app.test/cb");
		String typed = reference.toUpperCase().replace("-", " ").replace('0', 'O').replace('1', 'I');
		assertThat(this.refusedRequests.find(" " + typed)).contains(found);
	}

	@Test
	void findWhenNoReferenceThenNothing() {
		for (String reference : List.of("", "aaaaa-aaaaa", "a\0aaaaaaaa", "'; drop table x", "x".repeat(10_000))) {
			assertThat(this.refusedRequests.find(reference)).isEmpty();
		}
	}

	@Test
	void findWhenNewerServerWroteTheNameThenReadAllTheSame() {
		String reference = reference();
		insert(reference, this.client, this.clock.instant(), "NAME_FROM_THE_FUTURE");
		RefusedRequest found = this.refusedRequests.find(reference).orElseThrow();
		assertThat(found.refusal()).isEmpty();
		assertThat(found.name()).isEqualTo("NAME_FROM_THE_FUTURE");
	}

	@Test
	void recordWhenClientIsLookedUpLaterThenBelongsToIt() {
		String known = reference();
		String unknown = reference();
		this.refusedRequests.record(known, "/x", RefusalError.of(Refusal.TWO_METHODS), null,
				() -> Optional.of(this.client));
		this.refusedRequests.record(unknown, "/x", RefusalError.of(Refusal.TWO_METHODS), null, Optional::empty);
		this.refusedRequests.flush();
		assertThat(this.refusedRequests.find(known).orElseThrow().clientId()).isEqualTo(this.client);
		assertThat(this.refusedRequests.find(unknown).orElseThrow().clientId()).isNull();
	}

	@Test
	void recordWhenEndpointIsLongOrOddThenCutAndWrittenOut() {
		String longOne = reference();
		String odd = reference();
		this.refusedRequests.record(longOne, "/x/" + "y".repeat(5000), RefusalError.of(Refusal.TWO_METHODS),
				this.client, Optional::empty);
		this.refusedRequests.record(odd, "/x/\0\ud800", RefusalError.of(Refusal.TWO_METHODS), this.client,
				Optional::empty);
		this.refusedRequests.flush();
		assertThat(this.refusedRequests.find(longOne).orElseThrow().endpoint())
			.isEqualTo("/x/" + "y".repeat(94) + "...");
		assertThat(this.refusedRequests.find(odd).orElseThrow().endpoint()).isEqualTo("/x/\\u{0}\\u{d800}");
	}

	@Test
	void recordWhenNobodyFlushesThenWrittenSoon() {
		String reference = reference();
		this.refusedRequests.record(reference, "/x", RefusalError.of(Refusal.TWO_METHODS), this.client,
				Optional::empty);
		Eventually.holds(() -> this.refusedRequests.find(reference).isPresent());
	}

	@Test
	void ofClientThenItsNewestFirstPageByPage() {
		String oldest = record(RefusalError.of(Refusal.SECRET_WRONG));
		this.clock.advance(Duration.ofSeconds(1));
		String middle = record(RefusalError.of(Refusal.SECRET_WRONG));
		this.clock.advance(Duration.ofSeconds(1));
		String newest = record(RefusalError.of(Refusal.SECRET_WRONG));
		assertThat(this.refusedRequests.ofClient(this.client, null, 2)).extracting(RefusedRequest::reference)
			.containsExactly(newest, middle);
		assertThat(this.refusedRequests.ofClient(this.client, middle, 2)).extracting(RefusedRequest::reference)
			.containsExactly(oldest);
		assertThat(this.refusedRequests.ofClient(this.client, "no reference", 2)).isEmpty();
		assertThat(this.refusedRequests.ofClient("nobody\0", null, 2)).isEmpty();
		assertThat(this.refusedRequests.newest(newest, 1)).extracting(RefusedRequest::reference)
			.containsExactly(middle);
	}

	@Test
	void sweepWhenTooOldThenForgotten() {
		this.clock.stop();
		String old = record(RefusalError.of(Refusal.SECRET_WRONG));
		this.clock.advance(Duration.ofDays(30).minusSeconds(5));
		String young = record(RefusalError.of(Refusal.SECRET_WRONG));
		sweep(1000, 100_000).sweep();
		assertThat(this.refusedRequests.find(old)).isPresent();
		this.clock.advance(Duration.ofSeconds(6));
		sweep(1000, 100_000).sweep();
		assertThat(this.refusedRequests.find(old)).isEmpty();
		assertThat(this.refusedRequests.find(young)).isPresent();
	}

	@Test
	void sweepWhenOneClientHasTooManyThenKeepsItsNewestAndThoseOfOthers() {
		Instant now = this.clock.instant();
		String other = reference();
		insert(other, this.client + "-other", now.minusSeconds(10_000), "SECRET_WRONG");
		fill(2500, now);
		sweep(100, 1_000_000).sweep();
		assertThat(this.refusedRequests.ofClient(this.client, null, 500)).hasSize(100)
			.allSatisfy((kept) -> assertThat(kept.at()).isAfter(now.minusSeconds(101)));
		assertThat(this.refusedRequests.find(other)).isPresent();
	}

	@Test
	void sweepWhenTooManyInAllThenKeepsTheNewest() {
		// Other tests record with a clock put forward
		fill(2500, this.clock.instant().plus(Duration.ofDays(4000)));
		sweep(100_000, 50).sweep();
		assertThat(this.refusedRequests.newest(null, 500)).hasSize(50)
			.allSatisfy((kept) -> assertThat(kept.clientId()).isEqualTo(this.client));
	}

	@Test
	void sweepWhenAnotherNodeSweepsThenDoesNothing() {
		String old = record(RefusalError.of(Refusal.SECRET_WRONG));
		this.clock.advance(Duration.ofDays(31));
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.sql("select pg_advisory_xact_lock(:lock)")
				.param("lock", 0x7369_676e_6574_0015L)
				.query()
				.singleRow();
			Thread sweeper = new Thread(() -> sweep(1000, 100_000).sweep());
			sweeper.start();
			join(sweeper);
		});
		assertThat(this.refusedRequests.find(old)).isPresent();
	}

	@AfterEach
	void forget() {
		this.jdbc.sql("delete from refused_requests where client_id = :client").param("client", this.client).update();
	}

	private static void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private String record(RefusalError refusal) {
		String reference = reference();
		this.refusedRequests.record(reference, "/oauth2/test", refusal, this.client, Optional::empty);
		this.refusedRequests.flush();
		return reference;
	}

	private RefusalSweep sweep(int perClient, int inAll) {
		return new RefusalSweep(this.postgres, new RefusalProperties(Duration.ofDays(30), perClient, inAll, 1),
				this.jdbc, this.transaction, this.clock);
	}

	private void insert(String reference, String clientId, Instant at, String name) {
		this.postgres
			.insert(List.of(new RefusedRequest(reference, at, name, "invalid_client", "/x", clientId, null, null)));
	}

	/** One each second, up to the given time. */
	private void fill(int rows, Instant until) {
		this.jdbc.sql("""
				insert into refused_requests (reference, at, refusal, error, endpoint, client_id)
				select substr(md5(:client::text || n), 1, 5) || '-' || substr(md5(:client::text || n), 6, 5),
				  :until::timestamptz - make_interval(secs => n), 'SECRET_WRONG', 'invalid_client', '/x', :client::text
				from generate_series(1, :rows) as n on conflict do nothing""")
			.param("client", this.client)
			.param("until", Timestamp.from(until))
			.param("rows", rows)
			.update();
	}

	private static String reference() {
		String digits = UUID.randomUUID().toString().replace("-", "");
		return digits.substring(0, 5) + "-" + digits.substring(5, 10);
	}

}
