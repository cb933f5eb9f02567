package dev.signet.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.client.PostgresClientUses.UsedSecret;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@SignetTest
class PostgresClientUsesTests {

	@Autowired
	private BeanFactory beans;

	@Autowired
	private PostgresClientUses rows;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transactions;

	@Autowired
	private MutableClock clock;

	/** One node would wait for another, and for nothing. */
	@Test
	void noteWhenThatIsKnownThenWaitsForNobodyWhoWritesTheRows() {
		UUID client = TestClients.confidential().save(this.beans).id();
		UsedSecret secret = UsedSecret.of(client, ClientSecrets.digest(TestClients.SECRET));
		Instant now = this.clock.instant();
		note(client, secret, now);
		this.transactions.executeWithoutResult((status) -> {
			assertThat(touch("client_uses", client)).isOne();
			assertThat(touch("client_secret_uses", client)).isOne();
			CompletableFuture.runAsync(() -> note(client, secret, now.plusSeconds(60))).join();
		});
	}

	private void note(UUID client, UsedSecret secret, Instant now) {
		Instant before = now.minus(Duration.ofHours(1));
		this.rows.used(List.of(client), now, before);
		this.rows.usedSecrets(List.of(secret), now, before);
	}

	private int touch(String table, UUID client) {
		return this.jdbc.sql("update " + table + " set last_used_at = last_used_at where client = :client")
			.param("client", client)
			.update();
	}

}
