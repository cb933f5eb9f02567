package dev.signet.node;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.signet.Eventually;
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

	private final AtomicLong nanoTime = new AtomicLong();

	private volatile Thread listening;

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
		assertThat(this.told.soon()).isTrue();
		assertThat(this.told.atOnce()).isFalse();
	}

	@Test
	void announceThenTellsThoseWhoseTopicItIs() throws Exception {
		watch(this.database.getJdbcUrl());
		this.told.soon();
		this.changes.announce("another topic");
		assertThat(this.told.atOnce()).isFalse();
		this.changes.announce(NAME);
		assertThat(this.told.soon()).isTrue();
	}

	@Test
	void announceWhenThisNodeDoesThenNotToldBecauseItKnows() throws Exception {
		watch(this.database.getJdbcUrl());
		this.told.soon();
		this.here.announce(NAME);
		assertThat(this.told.atOnce()).isFalse();
	}

	@Test
	void announceWhenAnOperatorDoesByHandThenTold() throws Exception {
		watch(this.database.getJdbcUrl());
		this.told.soon();
		this.jdbc.sql("select pg_notify('signet_changes', ?)").param(NAME).query().singleRow();
		assertThat(this.told.soon()).isTrue();
	}

	@Test
	void tellWhenListenerFailsThenTheNextChangeIsToldToo() throws Exception {
		watch(this.database.getJdbcUrl());
		this.told.soon();
		this.told.failures.set(1);
		this.changes.announce(NAME);
		this.told.soon();
		this.changes.announce(NAME);
		assertThat(this.told.soon()).isTrue();
	}

	@Test
	void listenWhenServerEndsTheConnectionThenTellsAgainAtOnce() throws Exception {
		watch(this.database.getJdbcUrl());
		this.told.soon();
		this.jdbc.sql("select pg_terminate_backend(pid) from pg_stat_activity where application_name = ?")
			.param(NAME)
			.query()
			.singleRow();
		assertThat(this.told.soon()).isTrue();
	}

	@Test
	void listenWhenLineIsCutSilentlyThenNoticedAndAnotherIsTried() throws Exception {
		try (SilentRelay relay = new SilentRelay(port())) {
			watch(this.database.getJdbcUrl().replace(":" + port() + "/", ":" + relay.port() + "/"));
			assertThat(this.told.soon()).isTrue();
			relay.cut();
			assertThat(relay.anotherIsTried()).isTrue();
			this.nanoTime.addAndGet(Duration.ofMinutes(1).toNanos());
			assertThat(this.watch.silence()).as("no sign of life since").isEqualTo(Duration.ofMinutes(1));
			relay.mend();
			assertThat(this.told.soon()).isTrue();
			assertThat(this.watch.silence()).isZero();
		}
	}

	@Test
	void listenWhenFirstOfSeveralHostsIsDeadThenListensToTheOther() throws Exception {
		watch(this.database.getJdbcUrl().replace("//", "//localhost:1,") + "?targetServerType=primary");
		assertThat(this.told.soon()).isTrue();
		this.changes.announce(NAME);
		assertThat(this.told.soon()).isTrue();
	}

	@Test
	void stopThenThreadAndConnectionAreGoneAndNothingIsTold() throws Exception {
		watch(this.database.getJdbcUrl());
		this.told.soon();
		this.watch.stop();
		Eventually.holds(() -> !this.listening.isAlive());
		this.changes.announce(NAME);
		assertThat(this.told.atOnce()).isFalse();
		Eventually.holds(() -> this.jdbc.sql("select count(*) from pg_stat_activity where application_name = ?")
			.param(NAME)
			.query(Integer.class)
			.single() == 0);
	}

	private void watch(String url) {
		Properties properties = new Properties();
		properties.put("user", this.database.getUsername());
		properties.put("password", this.database.getPassword());
		properties.put("ApplicationName", NAME);
		properties.put("connectTimeout", "60");
		properties.put("socketTimeout", "60");
		this.watch = new ChangeWatch(() -> {
			this.listening = Thread.currentThread();
			return ListeningConnection.open(url, properties);
		}, this.here, List.of(this.told), this.nanoTime::get);
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

		boolean soon() throws InterruptedException {
			return this.times.tryAcquire(1, TimeUnit.MINUTES);
		}

		boolean atOnce() throws InterruptedException {
			return this.times.tryAcquire(200, TimeUnit.MILLISECONDS);
		}

	}

}
