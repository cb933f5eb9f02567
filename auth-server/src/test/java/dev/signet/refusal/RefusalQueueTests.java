package dev.signet.refusal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.signet.Eventually;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of refused requests while the database is away, full or slow.
 */
@SignetTest
class RefusalQueueTests {

	@Autowired
	private DataSource dataSource;

	@Autowired
	private RefusedRequests stored;

	@Autowired
	private MutableClock clock;

	private Unsteady unsteady;

	private RefusalQueue queue;

	@BeforeEach
	void setUp() {
		this.unsteady = new Unsteady(this.dataSource);
		this.queue = new RefusalQueue(new PostgresRefusedRequests(JdbcClient.create(this.unsteady)), this.clock);
	}

	@Test
	void addWhenDatabaseIsAwayThenWrittenWhenItIsBack() {
		this.unsteady.away = true;
		String reference = add();
		this.queue.flush();
		assertThat(this.stored.find(reference)).isEmpty();
		this.unsteady.away = false;
		this.queue.flush();
		assertThat(this.stored.find(reference)).isPresent();
	}

	@Test
	void addWhenNoRoomIsLeftThenDroppedAtOnceAndCountedInTheLog() {
		this.unsteady.away = true;
		for (int i = 0; i < 5000; i++) {
			add();
		}
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		log.start();
		Logger logger = (Logger) LoggerFactory.getLogger(RefusalQueue.class);
		logger.addAppender(log);
		try {
			this.queue.start();
			Eventually.holds(() -> !log.list.isEmpty());
			this.queue.stop();
		}
		finally {
			logger.detachAppender(log);
		}
		assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage)
			.containsExactly("1000 refused requests were not recorded, there were too many");
	}

	@Test
	void addWhenOneCannotBeStoredThenTheOthersStillAre() {
		String before = add();
		this.queue.add(new RefusedRequest("no reference", this.clock.instant(), "OTHER", "e", "/x", null, null, null),
				Optional::empty);
		String after = add();
		this.queue.flush();
		String later = add();
		this.queue.flush();
		assertThat(List.of(before, after, later))
			.allSatisfy((reference) -> assertThat(this.stored.find(reference)).isPresent());
	}

	@Test
	void stopWhenSomeWaitThenWritesThem() {
		this.queue.start();
		String reference = add();
		this.queue.stop();
		assertThat(this.stored.find(reference)).isPresent();
		assertThat(this.queue.isRunning()).isFalse();
	}

	@Test
	void addThenDoesNotWaitForTheDatabase() {
		this.unsteady.away = true;
		for (int i = 0; i < 1000; i++) {
			add();
		}
		assertThat(this.unsteady.asked).isZero();
	}

	private String add() {
		String digits = UUID.randomUUID().toString().replace("-", "");
		String reference = digits.substring(0, 5) + "-" + digits.substring(5, 10);
		this.queue.add(new RefusedRequest(reference, this.clock.instant(), Refusal.SECRET_WRONG.name(),
				"invalid_client", "/oauth2/token", "queue-test", null, null), Optional::empty);
		return reference;
	}

	/** A database that can go away. */
	private static final class Unsteady extends DelegatingDataSource {

		private volatile boolean away;

		private volatile int asked;

		Unsteady(DataSource target) {
			super(target);
		}

		@Override
		public Connection getConnection() throws SQLException {
			this.asked++;
			if (this.away) {
				throw new SQLTransientConnectionException("away");
			}
			return super.getConnection();
		}

	}

}
