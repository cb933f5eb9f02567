package dev.signet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import dev.signet.web.PublicAddress;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@SignetTest
class SignetTestTests {

	@Autowired
	private Clock clock;

	@Autowired
	private MutableClock mutableClock;

	@Autowired
	private SqlCounter sql;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private PublicAddress address;

	@LocalServerPort
	private int port;

	@Test
	void startWhenWholeApplicationThenListensWhereTheIssuerSays() {
		assertThat(this.address.issuer().getPort()).isEqualTo(this.port);
	}

	@RepeatedTest(2)
	void advanceWhenTestBeforeAdvancedThenClockWasReset() {
		assertThat(this.clock.instant()).isBefore(Instant.now().plusSeconds(5));
		this.mutableClock.advance(Duration.ofDays(1));
		assertThat(this.clock.instant()).isAfter(Instant.now().plusSeconds(5));
	}

	@Test
	void ofAllWhenStatementsOnSeveralThreadsThenTellsAll() {
		assertThat(this.sql.ofAll((statement) -> statement.endsWith("counted"), this::runHereAndElsewhere))
			.containsExactly("select 1 as counted", "select 2 as counted");
	}

	@Test
	void ownWhenStatementsOnSeveralThreadsThenTellsThoseOfTheCaller() {
		assertThat(this.sql.own(this::runHereAndElsewhere)).containsExactly("select 1 as counted");
	}

	@Test
	void ofRequestsWhenStatementsOutsideOfRequestsThenTellsNone() {
		assertThat(this.sql.ofRequests(this::runHereAndElsewhere)).isEmpty();
	}

	private void runHereAndElsewhere() throws InterruptedException {
		this.jdbc.sql("select 1 as counted").query().singleRow();
		Thread other = new Thread(() -> this.jdbc.sql("select 2 as counted").query().singleRow());
		other.start();
		other.join();
	}

}
