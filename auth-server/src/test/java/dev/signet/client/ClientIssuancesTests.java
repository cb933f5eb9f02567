package dev.signet.client;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.SqlCounter;
import dev.signet.SqlOutage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * How issued tokens and used secrets are counted on several nodes.
 */
@SignetTest
class ClientIssuancesTests {

	private static final String OLDER = "older-secret-0123456789abcdef0123456789";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private PostgresClientUses rows;

	@Autowired
	private ClientUses uses;

	@Autowired
	private SqlCounter sql;

	@Autowired
	private SqlOutage outage;

	@Autowired
	private MutableClock clock;

	private ClientIssuances node;

	private ClientIssuances other;

	private Client client;

	@BeforeEach
	void setUp() {
		this.node = new ClientIssuances(this.rows, this.clock);
		this.other = new ClientIssuances(this.rows, this.clock);
		this.client = TestClients.confidential()
			.secret(OLDER, this.clock.instant().plus(Duration.ofDays(30)))
			.save(this.beans);
	}

	@Test
	void flushWhenSeveralNodesCountThenAddedUp() {
		note(this.node, "refresh_token", 2);
		note(this.other, "refresh_token", 3);
		note(this.other, "authorization_code", 1);
		this.node.flush();
		this.other.flush();
		note(this.node, "refresh_token", 4);
		this.node.flush();
		assertThat(issued(1)).containsExactly(new ClientUse.Issued(today(), "authorization_code", 1),
				new ClientUse.Issued(today(), "refresh_token", 9));
	}

	@Test
	void flushWhenNothingIsNewThenNoStatement() {
		note(this.node, "refresh_token", 1);
		assertThat(this.sql.own(this.node::flush)).hasSize(1);
		assertThat(this.sql.own(this.node::flush)).isEmpty();
	}

	@Test
	void flushWhenTheDatabaseIsAwayThenCountedTheNextTime() {
		note(this.node, "refresh_token", 2);
		assertThat(this.outage.after(0,
				() -> assertThatExceptionOfType(DataAccessException.class).isThrownBy(this.node::flush)))
			.isTrue();
		note(this.node, "refresh_token", 1);
		this.node.flush();
		assertThat(issued(1)).containsExactly(new ClientUse.Issued(today(), "refresh_token", 3));
	}

	@Test
	void flushWhileManyCountThenNoneIsLost() throws InterruptedException {
		ExecutorService threads = Executors.newFixedThreadPool(4);
		for (int i = 0; i < 4; i++) {
			threads.submit(() -> note(this.node, "client_credentials", 1000));
		}
		threads.shutdown();
		this.node.flush();
		assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
		this.node.flush();
		assertThat(issued(1)).containsExactly(new ClientUse.Issued(today(), "client_credentials", 4000));
	}

	@Test
	void flushWhenAClientIsGoneThenTheOthersAreCounted() {
		this.node.note(TestClients.service().build().id(), "client_credentials");
		note(this.node, "refresh_token", 1);
		this.node.flush();
		assertThat(issued(1)).hasSize(1);
	}

	@Test
	void stopThenWhatWasCountedIsWritten() {
		note(this.node, "refresh_token", 1);
		this.node.destroy();
		assertThat(issued(1)).containsExactly(new ClientUse.Issued(today(), "refresh_token", 1));
	}

	@Test
	void sweepWhenADayIsLongGoneThenItsCountsAre() {
		note(this.node, "refresh_token", 1);
		this.node.flush();
		this.clock.advance(Duration.ofDays(400));
		note(this.node, "refresh_token", 1);
		this.node.flush();
		this.node.sweep();
		assertThat(issued(500)).extracting(ClientUse.Issued::count).containsExactly(1L, 1L);
		this.clock.advance(Duration.ofDays(1));
		this.node.sweep();
		assertThat(issued(500)).hasSize(1);
	}

	@Test
	void noteSecretThenThatOneAndNoOtherIsUsed() {
		ClientUses node = new ClientUses(this.rows, this.clock);
		node.noteSecret(this.client.id(), OLDER);
		node.noteSecret(this.client.id(), "a secret that it had and has no more");
		node.destroy();
		assertThat(secrets())
			.extracting((secret) -> secret.expiresAt() != null, (secret) -> secret.lastUsedAt() != null)
			.containsExactlyInAnyOrder(tuple(true, true), tuple(false, false));
	}

	@Test
	void noteSecretAgainThenTheLastTimeCountsAndHoursLaterOnly() {
		ClientUses node = new ClientUses(this.rows, this.clock);
		node.noteSecret(this.client.id(), OLDER);
		node.flush();
		ClientUse.Secret first = used();
		this.clock.advance(Duration.ofMinutes(30));
		node.noteSecret(this.client.id(), OLDER);
		node.flush();
		assertThat(used()).isEqualTo(first);
		this.clock.advance(Duration.ofMinutes(31));
		node.noteSecret(this.client.id(), OLDER);
		node.flush();
		assertThat(used().lastUsedAt()).isAfter(first.lastUsedAt());
	}

	private ClientUse.Secret used() {
		return secrets().stream().filter((secret) -> secret.lastUsedAt() != null).findFirst().orElseThrow();
	}

	private List<ClientUse.Secret> secrets() {
		return this.uses.find(this.client.clientId(), 1).orElseThrow().secrets();
	}

	private List<ClientUse.Issued> issued(int days) {
		return this.uses.find(this.client.clientId(), days).orElseThrow().issued();
	}

	private LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC);
	}

	private void note(ClientIssuances node, String grantType, int times) {
		for (int i = 0; i < times; i++) {
			node.note(this.client.id(), grantType);
		}
	}

}
