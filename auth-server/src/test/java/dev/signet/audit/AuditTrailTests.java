package dev.signet.audit;

import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.SqlCounter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

@SignetTest
class AuditTrailTests {

	private final UUID account = UUID.randomUUID();

	@Autowired
	private ApplicationEventPublisher events;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionOperations transactions;

	@Autowired
	private SqlCounter sql;

	@Autowired
	private MutableClock clock;

	@AfterEach
	void leaveRequest() {
		RequestContextHolder.resetRequestAttributes();
		MDC.remove("requestId");
	}

	@Test
	void publishWhenOutsideTransactionThenStoresAllInOneStatement() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setRemoteAddr("192.0.2.7");
		request.addHeader("User-Agent", "Browser/1");
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
		MDC.put("requestId", "r-1");

		assertThat(this.sql.own(() -> this.events.publishEvent(tried("alice")))).hasSize(1);

		Map<String, Object> row = row();
		assertThat(row).containsEntry("type", "test.tried")
			.containsEntry("client_id", "app")
			.containsEntry("request_id", "r-1");
		assertThat(row.get("details")).hasToString("{\"reason\": \"wrong\"}");
		assertThat(this.jdbc.sql("select at from audit_events where account_id = ?")
			.param(this.account)
			.query(OffsetDateTime.class)
			.single()
			.toInstant()).isCloseTo(this.clock.instant(), within(1, ChronoUnit.MINUTES));
		assertThat(personal())
			.isEqualTo("{\"name\": \"alice\", \"address\": \"192.0.2.7\", \"browser\": \"Browser/1\"}");
	}

	@Test
	void publishWhenTransactionRollsBackThenStoresNothing() {
		this.transactions.executeWithoutResult((status) -> {
			this.events.publishEvent(tried("alice"));
			status.setRollbackOnly();
		});
		assertThat(count()).isZero();
	}

	@Test
	void publishWhenTransactionCommitsThenStoresInIt() {
		this.transactions.executeWithoutResult((status) -> {
			this.events.publishEvent(tried("alice"));
			assertThat(count()).isOne();
		});
		assertThat(count()).isOne();
	}

	@Test
	void publishWhenValueIsHostileThenStoresWhatCanBeStored() {
		this.events.publishEvent(tried("a\u0000b" + "x".repeat(100_000)));
		assertThat(this.jdbc.sql("""
				select length(personal.details ->> 'name') from audit_personal personal
				join audit_events event on event.id = personal.event_id where account_id = ?
				""").param(this.account).query(Integer.class).single()).isEqualTo(512);
	}

	@Test
	void changeWhenApplicationThenDatabaseRefuses() {
		this.events.publishEvent(tried("alice"));
		assertRefused("update audit_events set type = 'test.forged' where account_id = ?");
		assertRefused("delete from audit_events where account_id = ?");
		assertRefused("update audit_personal set details = '{}' where event_id = ?");
		assertThat(row()).containsEntry("type", "test.tried");
	}

	@Test
	void eraseWhenApplicationThenPersonalValuesGoAndTheEventStays() {
		this.events.publishEvent(tried("alice"));
		this.jdbc.sql("delete from audit_personal where event_id in (select id from audit_events where account_id = ?)")
			.param(this.account)
			.update();
		assertThat(personal()).isNull();
		assertThat(count()).isOne();
	}

	private AuditableEvent tried(String name) {
		return new Tried(this.account, name);
	}

	private void assertRefused(String sql) {
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.jdbc.sql(sql).param(this.account).update())
			.havingRootCause()
			.withMessageContaining("permission denied");
	}

	private Map<String, Object> row() {
		return this.jdbc.sql("select * from audit_events where account_id = ?").param(this.account).query().singleRow();
	}

	private int count() {
		return this.jdbc.sql("select count(*) from audit_events where account_id = ?")
			.param(this.account)
			.query(Integer.class)
			.single();
	}

	private @Nullable String personal() {
		return this.jdbc.sql("""
				select personal.details from audit_personal personal
				join audit_events event on event.id = personal.event_id where account_id = ?
				""").param(this.account).query(String.class).optional().orElse(null);
	}

	record Tried(UUID accountId, String name) implements AuditableEvent {

		@Override
		public String auditType() {
			return "test.tried";
		}

		@Override
		public UUID auditAccount() {
			return this.accountId;
		}

		@Override
		public String auditClient() {
			return "app";
		}

		@Override
		public Map<String, String> auditDetails() {
			return Map.of("reason", "wrong");
		}

		@Override
		public Map<String, String> auditPersonal() {
			return Map.of("name", this.name);
		}

	}

}
