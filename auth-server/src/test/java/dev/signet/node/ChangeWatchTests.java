package dev.signet.node;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.signet.SignetTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@SignetTest
class ChangeWatchTests {

	private static final String NAME = "ChangeWatchTests";

	/** Another node than the one that listens. */
	@Autowired
	private Changes changes;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private JdbcConnectionDetails database;

	private final Told told = new Told();

	private Changes here;

	private ChangeWatch watch;

	@BeforeEach
	void setUp() {
		this.here = new Changes(this.jdbc);
	}

	@AfterEach
	void stop() {
		this.watch.stop();
	}

	@Test
	void startThenTellsOnceBecauseNobodyListenedBefore() throws Exception {
		watch(this.database.getJdbcUrl());
		assertThat(this.told.within(Duration.ofSeconds(5))).isTrue();
		assertThat(this.told.within(Duration.ofMillis(200))).isFalse();
	}

	@Test
	void announceThenTellsThoseWhoseTopicItIs() throws Exception {
		watch(this.database.getJdbcUrl());
		this.told.within(Duration.ofSeconds(5));
		this.changes.announce("another topic");
		assertThat(this.told.within(Duration.ofMillis(200))).isFalse();
		this.changes.announce(NAME);
		assertThat(this.told.within(Duration.ofSeconds(2))).isTrue();
	}

	@Test
	void announceWhenThisNodeDoesThenNotToldBecauseItKnows() throws Exception {
		watch(this.database.getJdbcUrl());
		this.told.within(Duration.ofSeconds(5));
		this.here.announce(NAME);
		assertThat(this.told.within(Duration.ofMillis(200))).isFalse();
	}

	@Test
	void announceWhenAnOperatorDoesByHandThenTold() throws Exception {
		watch(this.database.getJdbcUrl());
		this.told.within(Duration.ofSeconds(5));
		this.jdbc.sql("select pg_notify('signet_changes', ?)").param(NAME).query().singleRow();
		assertThat(this.told.within(Duration.ofSeconds(2))).isTrue();
	}

	@Test
	void tellWhenListenerFailsThenTheNextChangeIsToldToo() throws Exception {
		watch(this.database.getJdbcUrl());
		this.told.within(Duration.ofSeconds(5));
		this.told.failures.set(1);
		this.changes.announce(NAME);
		this.told.within(Duration.ofSeconds(2));
		this.changes.announce(NAME);
		assertThat(this.told.within(Duration.ofSeconds(2))).isTrue();
	}

	@Test
	void listenWhenServerEndsTheConnectionThenTellsAgainAtOnce() throws Exception {
		watch(this.database.getJdbcUrl());
		this.told.within(Duration.ofSeconds(5));
		this.jdbc.sql("select pg_terminate_backend(pid) from pg_stat_activity where application_name = ?")
			.param(NAME)
			.query()
			.singleRow();
		assertThat(this.told.within(Duration.ofSeconds(2))).isTrue();
	}

	@Test
	void listenWhenLineIsCutSilentlyThenNoticedWithinSeconds() throws Exception {
		try (SilentRelay relay = new SilentRelay(port())) {
			watch(this.database.getJdbcUrl().replace(":" + port() + "/", ":" + relay.port() + "/"));
			assertThat(this.told.within(Duration.ofSeconds(5))).isTrue();
			relay.cut();
			assertThat(this.told.within(Duration.ofSeconds(3))).isFalse();
			assertThat(this.watch.silence()).isGreaterThan(Duration.ofSeconds(2));
			assertThat(this.told.within(Duration.ofSeconds(5))).isTrue();
			assertThat(this.watch.silence()).isLessThan(Duration.ofSeconds(2));
		}
	}

	@Test
	void listenWhenFirstOfSeveralHostsIsDeadThenListensToTheOther() throws Exception {
		watch(this.database.getJdbcUrl().replace("//", "//localhost:1,") + "?targetServerType=primary");
		assertThat(this.told.within(Duration.ofSeconds(5))).isTrue();
		this.changes.announce(NAME);
		assertThat(this.told.within(Duration.ofSeconds(2))).isTrue();
	}

	@Test
	void stopThenConnectionIsGoneAtOnceAndNothingIsTold() throws Exception {
		watch(this.database.getJdbcUrl());
		this.told.within(Duration.ofSeconds(5));
		long start = System.nanoTime();
		this.watch.stop();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
		this.changes.announce(NAME);
		assertThat(this.told.within(Duration.ofMillis(200))).isFalse();
		assertThat(this.jdbc.sql("select count(*) from pg_stat_activity where application_name = ?")
			.param(NAME)
			.query(Integer.class)
			.single()).isZero();
	}

	private void watch(String url) {
		Properties properties = new Properties();
		properties.put("user", this.database.getUsername());
		properties.put("password", this.database.getPassword());
		properties.put("ApplicationName", NAME);
		properties.put("connectTimeout", "2");
		properties.put("socketTimeout", "6");
		this.watch = new ChangeWatch(() -> ListeningConnection.open(url, properties), this.here, List.of(this.told),
				System::nanoTime);
		this.watch.start();
	}

	private int port() {
		return Integer.parseInt(this.database.getJdbcUrl().replaceAll(".*:(\\d+)/.*", "$1"));
	}

	/** Counts how often it is told. */
	private static final class Told implements ChangeListener {

		private final Semaphore times = new Semaphore(0);

		private final AtomicInteger failures = new AtomicInteger();

		@Override
		public String topic() {
			return NAME;
		}

		@Override
		public void changed() {
			this.times.release();
			if (this.failures.getAndSet(0) > 0) {
				throw new IllegalStateException("a mistake");
			}
		}

		boolean within(Duration limit) throws InterruptedException {
			return this.times.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS);
		}

	}

}
