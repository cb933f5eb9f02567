package dev.signet.mail;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import dev.signet.Eventually;
import dev.signet.background.Sweeps;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.AccountId;
import dev.signet.account.EmailAddress;
import dev.signet.mail.MailStatus.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The outbox and its workers. The mails of most tests are written tomorrow, so that the
 * application's own workers leave them alone.
 */
@SignetTest
class MailDispatchTests {

	private static final Duration DAY = Duration.ofDays(1);

	@Autowired
	private Sweeps sweeps;

	@Autowired
	private PostgresMails rows;

	@Autowired
	private MailWords words;

	@Autowired
	private Mails mails;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private MutableClock clock;

	private final String address = MailServers.address();

	private final List<MailDispatch> nodes = new ArrayList<>();

	@AfterEach
	void stopNodes() {
		this.nodes.forEach(MailDispatch::destroy);
		this.jdbc.sql("delete from mails where next_try_at > :soon or finished_at > :soon")
			.param("soon", Timestamp.from(Instant.now().plus(Duration.ofHours(12))))
			.update();
	}

	@Test
	void sendWhenCommittedThenArrivesAndNothingOfItIsLeft() {
		UUID id = this.mails.send(mail());
		ReceivedMail mail = Mailbox.of(this.address).only();
		assertThat(mail.subject()).isEqualTo("A test mail");
		assertThat(mail.links()).hasSize(1).allSatisfy((link) -> assertThat(link).endsWith("/verify?token=s3cret"));
		Eventually.holds(() -> status(id).state() == State.SENT);
		assertThat(status(id)).satisfies((status) -> {
			assertThat(status.tries()).isEqualTo(1);
			assertThat(status.lastError()).isNull();
			assertThat(status.template()).isEqualTo("mail.test");
		});
		assertThat(content(id)).isNull();
	}

	@Test
	void sendWhenRolledBackThenWasNeverWritten() {
		UUID id = this.transaction.execute((status) -> {
			status.setRollbackOnly();
			return this.mails.send(mail());
		});
		assertThat(this.mails.find(id)).isEmpty();
		UUID next = this.mails.send(mail());
		Eventually.holds(() -> status(next).state() == State.SENT);
		assertThat(Mailbox.of(this.address).all()).hasSize(1);
	}

	@Test
	void addThenContentIsEncryptedAndBoundToItsRow() {
		UUID id = add(mail());
		UUID other = add(mail());
		String stored = new String(content(id), StandardCharsets.ISO_8859_1);
		assertThat(stored).doesNotContain(this.address, "s3cret", "/verify", "look");
		this.jdbc.sql("update mails set content = (select content from mails where id = :other) where id = :id")
			.param("other", other)
			.param("id", id)
			.update();
		List<UUID> carried = new CopyOnWriteArrayList<>();
		sendAll(node((mail) -> carried.add(mail.id())), other);
		assertThat(carried).containsExactly(other);
		assertThat(status(id)).extracting(MailStatus::state, MailStatus::lastError)
			.containsExactly(State.PARKED, "NOT_WRITABLE");
	}

	@Test
	void dispatchWhenServerIsDownThenTriesLittleAndSendsAllWhenItIsBack() throws Exception {
		ScriptedMailServer nobody = new ScriptedMailServer();
		nobody.close();
		MailDispatch node = node(MailServers.carrier(nobody.port()));
		List<UUID> ids = Stream.generate(() -> add(mail())).limit(5).toList();
		Instant before = tomorrow().instant();
		assertThat(node.sendDue()).isEqualTo(1);
		assertThat(ids).extracting((id) -> status(id).tries()).containsExactlyInAnyOrder(1, 0, 0, 0, 0);
		MailStatus tried = status(ids.get(0));
		assertThat(tried.lastError()).isEqualTo("NO_CONNECTION");
		assertThat(tried.nextTryAt()).isBetween(before.plusSeconds(5), tomorrow().instant().plusSeconds(10));
		GreenMail server = new GreenMail(new ServerSetup(nobody.port(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
		server.start();
		try {
			this.clock.advance(Duration.ofSeconds(11));
			sendAll(node, ids.toArray(UUID[]::new));
			assertThat(Mailbox.at(server, this.address).all()).hasSize(5);
		}
		finally {
			server.stop();
		}
	}

	@Test
	void dispatchWhenRefusedForGoodThenParkedAtOnceAndOthersGo() throws Exception {
		try (ScriptedMailServer server = new ScriptedMailServer().answering("RCPT",
				"550 5.1.1 <" + this.address + ">")) {
			UUID refused = add(mail());
			MailDispatch node = node(MailServers.carrier(server.port()));
			node.sendDue();
			assertThat(status(refused)).extracting(MailStatus::state, MailStatus::lastError, MailStatus::tries)
				.containsExactly(State.PARKED, "SMTP 550 5.1.1", 1);
			server.answering("RCPT", "250 fine");
			UUID next = add(mail());
			sendAll(node, next);
			assertThat(content(refused)).isNotNull();
		}
	}

	@Test
	void dispatchWhenServerIsSlowThenGivesUpInTimeAndTriesLater() throws Exception {
		try (ScriptedMailServer server = new ScriptedMailServer().answering("DATA", ScriptedMailServer.SILENCE)) {
			UUID id = add(mail());
			node(MailServers.impatientCarrier(server.port())).sendDue();
			assertThat(status(id)).extracting(MailStatus::state, MailStatus::lastError)
				.containsExactly(State.WAITING, "NO_ANSWER");
		}
	}

	@Test
	void dispatchWhenRefusedForNowTooOftenThenParkedUntilRetried() throws Exception {
		try (ScriptedMailServer server = new ScriptedMailServer().answering("RCPT", "451 4.7.1 later")) {
			UUID id = add(mail());
			MailDispatch node = node(MailServers.carrier(server.port()), MailServers.settings(2));
			node.sendDue();
			assertThat(status(id).state()).isEqualTo(State.WAITING);
			node.sendDue();
			assertThat(status(id).tries()).isEqualTo(1);
			this.clock.advance(Duration.ofSeconds(11));
			node.sendDue();
			assertThat(status(id)).extracting(MailStatus::state, MailStatus::lastError, MailStatus::tries)
				.containsExactly(State.PARKED, "SMTP 451 4.7.1", 2);
			server.answering("RCPT", "250 fine");
			assertThat(this.rows.retry(id, tomorrow().instant())).isTrue();
			assertThat(this.rows.retry(id, tomorrow().instant())).isFalse();
			sendAll(node, id);
		}
	}

	@Test
	void dispatchWhenWordsOrContentAreBrokenThenParkedAndOthersGo() {
		UUID wordless = add(Mail.of("mail.no-such-words", recipient()));
		UUID changed = add(mail());
		this.jdbc.sql("update mails set content = set_byte(content, 30, 255 - get_byte(content, 30)) where id = :id")
			.param("id", changed)
			.update();
		UUID good = add(mail());
		sendAll(node((mail) -> {
		}), good);
		Eventually.holds(() -> Stream.of(wordless, changed).noneMatch((id) -> status(id).state() == State.WAITING));
		assertThat(List.of(status(wordless), status(changed))).allSatisfy((status) -> {
			assertThat(status.state()).isEqualTo(State.PARKED);
			assertThat(status.lastError()).isEqualTo("NOT_WRITABLE");
		});
	}

	@Test
	void dispatchWhenNoServerIsSetThenParked() {
		UUID id = add(mail());
		node((MailCarrier) null).sendDue();
		assertThat(status(id)).extracting(MailStatus::state, MailStatus::lastError)
			.containsExactly(State.PARKED, "NO_SERVER");
	}

	@Test
	void dispatchWhenSeveralNodesThenEachMailIsSentOnce() {
		List<UUID> carried = new CopyOnWriteArrayList<>();
		List<MailDispatch> many = Stream.generate(() -> node((mail) -> carried.add(mail.id()))).limit(3).toList();
		List<UUID> ids = Stream.generate(() -> add(mail())).limit(60).toList();
		many.stream()
			.map((node) -> CompletableFuture.runAsync(node::sendDue))
			.toList()
			.forEach(CompletableFuture::join);
		Eventually.holds(() -> ids.stream().allMatch((id) -> status(id).state() == State.SENT));
		assertThat(carried).containsExactlyInAnyOrderElementsOf(ids);
		assertThat(ids).allSatisfy((id) -> assertThat(status(id).tries()).isEqualTo(1));
	}

	@Test
	void dispatchWhenMoreThanARunThenGoesOnByItself() {
		List<UUID> ids = Stream.generate(() -> add(mail())).limit(MailDispatch.RUN + 20).toList();
		MailDispatch node = node((mail) -> {
		});
		node.wake();
		Eventually.holds(() -> ids.stream().allMatch((id) -> status(id).state() == State.SENT));
	}

	@Test
	void claimWhenItsOwnerDiedThenRunsOut() {
		UUID id = add(mail());
		Instant now = tomorrow().instant();
		WaitingMail lost = this.rows.claim(now, now.plus(MailDispatch.CLAIM)).orElseThrow();
		assertThat(lost.id()).isEqualTo(id);
		assertThat(this.rows.claim(now, now.plus(MailDispatch.CLAIM))).isEmpty();
		this.clock.advance(MailDispatch.CLAIM);
		sendAll(node((mail) -> {
		}), id);
		assertThat(status(id).tries()).isEqualTo(2);
		this.rows.park(lost, "LATE", now);
		this.rows.postpone(lost, "LATE", now);
		assertThat(status(id)).extracting(MailStatus::state, MailStatus::lastError).containsExactly(State.SENT, null);
	}

	@Test
	void dispatchWhenUselessByNowThenIsNotSentAndNothingOfItIsLeft() {
		UUID id = add(mail().goodFor(Duration.ofMinutes(5)));
		this.clock.advance(Duration.ofMinutes(5));
		List<UUID> carried = new CopyOnWriteArrayList<>();
		node((mail) -> carried.add(mail.id())).sendDue();
		assertThat(carried).isEmpty();
		assertThat(status(id).state()).isEqualTo(State.EXPIRED);
		assertThat(content(id)).isNull();
	}

	@Test
	void sweepThenWipesTheUselessAndForgetsTheOld() {
		UUID useless = add(mail().goodFor(Duration.ofMinutes(5)));
		UUID parked = add(mail());
		UUID waiting = add(mail());
		this.jdbc.sql("update mails set state = 'PARKED', finished_at = created_at where id in (:ids)")
			.param("ids", List.of(useless, parked))
			.update();
		sweep(tomorrow().instant().plus(Duration.ofHours(1)));
		assertThat(status(useless).state()).isEqualTo(State.EXPIRED);
		assertThat(content(useless)).isNull();
		assertThat(status(parked).state()).isEqualTo(State.PARKED);
		sweep(tomorrow().instant().plus(Duration.ofDays(8)));
		assertThat(this.mails.find(useless)).isEmpty();
		assertThat(this.mails.find(parked)).isEmpty();
		assertThat(status(waiting).state()).isEqualTo(State.WAITING);
	}

	@Test
	void countsThenTellHowFullTheOutboxIs() {
		MailCounts before = this.mails.counts();
		add(mail());
		node((MailCarrier) null).sendDue();
		// A worker of the node may still be looking for what is due
		this.rows.add(UUID.randomUUID(), mail(), tomorrow().instant().plus(DAY).truncatedTo(ChronoUnit.MICROS));
		assertThat(this.mails.counts()).isEqualTo(new MailCounts(before.waiting() + 1, before.parked() + 1));
	}

	private void sweep(Instant now) {
		new MailSweep(this.rows, MailServers.settings(), this.sweeps, Clock.fixed(now, this.clock.getZone())).sweep();
	}

	private MailDispatch node(MailCarrier carrier) {
		return node(carrier, MailServers.settings());
	}

	private MailDispatch node(MailCarrier carrier, MailProperties settings) {
		MailDispatch node = new MailDispatch(this.rows, this.words, new MailRoute(carrier), settings, tomorrow());
		this.nodes.add(node);
		return node;
	}

	private void sendAll(MailDispatch node, UUID... ids) {
		node.sendDue();
		Eventually.holds(() -> Stream.of(ids).allMatch((id) -> status(id).state() == State.SENT));
	}

	private UUID add(Mail mail) {
		UUID id = UUID.randomUUID();
		this.rows.add(id, mail, tomorrow().instant().truncatedTo(ChronoUnit.MICROS));
		return id;
	}

	private Mail mail() {
		return Mail.of("mail.test", recipient())
			.say("what", "ada", Instant.EPOCH)
			.button("look", "/verify?token=s3cret");
	}

	private Recipient recipient() {
		return Recipient.of(AccountId.random(), new EmailAddress(this.address), Locale.ENGLISH);
	}

	private Clock tomorrow() {
		return Clock.offset(this.clock, DAY);
	}

	private MailStatus status(UUID id) {
		return this.mails.find(id).orElseThrow();
	}

	private byte[] content(UUID id) {
		return this.jdbc.sql("select content from mails where id = :id")
			.param("id", id)
			.query((row, number) -> row.getBytes(1))
			.list()
			.get(0);
	}

}
