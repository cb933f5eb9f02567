package dev.signet.flow;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import dev.signet.Eventually;
import dev.signet.MutableClock;
import dev.signet.SecondNode;
import dev.signet.SignetTest;
import dev.signet.Sooner;
import dev.signet.account.Account;
import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.client.TestClients;
import dev.signet.key.KeyRing;
import dev.signet.key.SigningAlgorithm;
import dev.signet.logout.LogoutJobs;
import dev.signet.session.SessionJobs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two nodes on one database are one server: nobody can tell which of them answers.
 */
@SignetTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodesFlowTests {

	private static final int APPS = 4;

	/** More than the five for which others keep what they know of keys. */
	private static final int MINUTES = 8;

	/** For how long a node may remember clients. */
	private static final Duration REMEMBERED = Duration.ofSeconds(5);

	private static final Map<String, String> FOR_ITSELF = Map.of("grant_type", "client_credentials");

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private ThreadPoolTaskScheduler scheduler;

	@Autowired
	private KeyRing ring;

	@Autowired
	private MutableClock clock;

	private Account person;

	private BadNodes.Rotated rotated;

	private SecondNode other;

	private Scene usual;

	@BeforeAll
	void startOther() {
		// A sweep between two checksums would look like a change
		this.scheduler.stop();
		this.person = this.actors.person("USER");
		this.rotated = BadNodes.Rotated.by(this.actors, this.person);
		this.other = SecondNode.atTheSameTimeAs(this.beans);
		this.other.beans().getBean(ThreadPoolTaskScheduler.class).stop();
		this.usual = new Scene(this.beans);
		assertThat(there(this.usual.app()).redeem(this.usual.code()).status()).isEqualTo(200);
		Eventually.holds(() -> listening() == 2);
	}

	@AfterAll
	void stopOther() {
		this.other.close();
		this.scheduler.start();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void sendWhenNodesMeetThenRefusedAndNothingChanges(BadInput row) throws Exception {
		row.attemptAmong(this.usual);
	}

	Stream<BadInput> sendWhenNodesMeetThenRefusedAndNothingChanges() {
		return BadNodes.rows(this.other, this.rotated);
	}

	@Test
	void registerWhenOtherNodeKnowsTheClientAsUnknownThenAcceptedThereAtOnce() throws Exception {
		Sooner.than(REMEMBERED, () -> {
			TestClients client = TestClients.service().clientId("late-" + UUID.randomUUID());
			RelyingParty early = new RelyingParty(this.other.address(), client.build().clientId(), TestClients.SECRET,
					"", "");
			assertThat(early.token(FOR_ITSELF).status()).isEqualTo(401);
			client.save(this.beans);
			Eventually.holds(() -> early.token(FOR_ITSELF).status() == 200);
		});
	}

	@Test
	void disableWhenOtherNodeRemembersTheClientThenRefusedThereAtOnce() throws Exception {
		Sooner.than(REMEMBERED, this::disableAndEnable);
	}

	@Test
	void disableWhenOtherNodeLostItsConnectionThenRefusedInTimeAndHeardAtOnceAfterwards() throws Exception {
		RelyingParty service = this.actors.app(TestClients.service());
		assertThat(there(service).token(FOR_ITSELF).status()).isEqualTo(200);
		assertThat(killListeners()).isEqualTo(2);
		TestClients.disable(this.beans, client(service));
		Eventually.holds(() -> there(service).token(FOR_ITSELF).status() == 401);
		Eventually.holds(() -> listening() == 2);
		Sooner.than(REMEMBERED, this::disableAndEnable);
	}

	private void disableAndEnable() {
		RelyingParty service = this.actors.app(TestClients.service());
		assertThat(there(service).token(FOR_ITSELF).status()).isEqualTo(200);
		TestClients.disable(this.beans, client(service));
		Eventually.holds(() -> there(service).token(FOR_ITSELF).status() == 401);
		TestClients.enable(this.beans, client(service));
		Eventually.holds(() -> there(service).token(FOR_ITSELF).status() == 200);
	}

	@Test
	void rotateWhenDoneOnOneNodeThenBothSignWithTheSameKeyAndVerify() {
		RelyingParty service = this.actors.app(TestClients.service().signedWith("ES256"));
		this.ring.rotate();
		this.ring.rotate();
		String key = this.ring.activeKeyId("ES256");
		Eventually.holds(() -> keyOf(there(service).token(FOR_ITSELF)).equals(key));
		RelyingParty.Answer here = service.token(FOR_ITSELF);
		assertThat(keyOf(here)).isEqualTo(key);
		assertThat(isActive(there(service), here)).isTrue();
		assertThat(isActive(service, there(service).token(FOR_ITSELF))).isTrue();
		assertThat(this.other.beans().getBean(KeyRing.class).publicKeys()).isEqualTo(this.ring.publicKeys());
	}

	/** As an operator who lost a key may do, for a while. */
	@Test
	void rotateWhenEveryMinuteAndAppsAreBusyAtBothNodesThenNoTokenIsRefused() throws Exception {
		Eventually.holds(() -> listening() == 2);
		List<URI> nodes = List.of(this.actors.server(), this.other.address());
		List<KeyRing> rings = List.of(this.ring, this.other.beans().getBean(KeyRing.class));
		String issuer = this.actors.server().toString();
		try (VerifyingApi here = new VerifyingApi(nodes.get(0), issuer, this.clock);
				VerifyingApi there = new VerifyingApi(nodes.get(1), issuer, this.clock)) {
			List<BusyApp> apps = Stream.generate(() -> new BusyApp(this.actors, nodes, List.of(here, there)))
				.limit(APPS)
				.toList();
			for (int minute = 0; minute < MINUTES; minute++) {
				KeyRing rotating = rings.get(minute % rings.size());
				this.clock.advance(Duration.ofMinutes(1));
				List<Callable<Void>> work = new ArrayList<>();
				work.add(job(() -> rotating.rotate(Set.of(SigningAlgorithm.RS256, SigningAlgorithm.ES256))));
				apps.forEach((app) -> work.add(() -> {
					app.work();
					app.work();
					return null;
				}));
				Race.run(work);
				// Which it does long before the minute is over
				Eventually.holds(() -> rings.get(0).publicKeys().equals(rings.get(1).publicKeys()));
			}
			for (BusyApp app : apps) {
				app.checkAll();
			}
			assertThat(apps.stream().map(BusyApp::keys).flatMap(Set::stream).distinct())
				.hasSizeGreaterThanOrEqualTo(MINUTES);
		}
	}

	@Test
	void withdrawWhenDoneOnOneNodeThenRefusedOnTheOther() {
		RelyingParty service = this.actors.app(TestClients.service().signedWith("ES256"));
		RelyingParty.Answer token = there(service).token(FOR_ITSELF);
		assertThat(isActive(there(service), token)).isTrue();
		this.ring.withdraw(keyOf(token), null);
		Eventually.holds(() -> !isActive(there(service), token));
		assertThat(keyOf(there(service).token(FOR_ITSELF))).isEqualTo(this.ring.activeKeyId("ES256"));
	}

	@Test
	void sweepWhenBothNodesDoThenEachAppIsToldOfEachSessionOnce() throws Exception {
		try (LogoutReceiver receiver = new LogoutReceiver().after(Duration.ofMillis(20))) {
			RelyingParty app = this.actors
				.app(TestClients.confidential().firstParty().backchannelLogout(receiver.uri(), true));
			Account active = this.actors.person("USER");
			int sessions = 6;
			for (int i = 0; i < sessions; i++) {
				app.redeem(app.code(this.actors.signedIn(active)));
			}
			this.jdbc.sql("update sessions set expires_at = created_at where account_id = ? and ended_at is null")
				.param(active.id().value())
				.update();
			BeanFactory there = this.other.beans();
			Race.between(6, job(() -> SessionJobs.sweep(this.beans)), job(() -> SessionJobs.sweep(there)));
			Race.between(6, job(() -> LogoutJobs.deliver(this.beans)), job(() -> LogoutJobs.deliver(there)));
			Eventually.holds(() -> delivered(active) == sessions);
			assertThat(receiver.tokens().stream().map((token) -> RelyingParty.claims(token).get("sid")))
				.doesNotHaveDuplicates()
				.hasSize(sessions);
			assertThat(receiver.mostAtOnce()).isOne();
		}
	}

	@Test
	void stopThenSaysSoWhileItStillAnswersAndThenEndsWhatIsRunning() throws Exception {
		RelyingParty app = this.actors.app();
		String code = app.code(this.actors.consented(this.person, app));
		SecondNode leaving = SecondNode.beside(this.beans, "--signet.node.farewell=5s");
		URI address = leaving.address();
		assertThat(ask(address, "/health/ready").status()).isEqualTo(200);
		CompletableFuture<Void> stopped = CompletableFuture.runAsync(leaving::close);
		Eventually.holds(() -> ask(address, "/health/ready").status() == 503);
		assertThat(ask(address, "/oauth2/jwks").status()).isEqualTo(200);
		CompletableFuture<RelyingParty.Answer> running = new CompletableFuture<>();
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.sql("lock table authorization_codes in exclusive mode").update();
			running.completeAsync(() -> app.at(address).redeem(code));
			Eventually.holds(() -> waiting() > 0);
			Eventually.holds(() -> refusesConnections(address));
			assertThat(running).isNotDone();
		});
		assertThat(running.get().status()).isEqualTo(200);
		stopped.get();
	}

	private RelyingParty there(RelyingParty app) {
		return app.at(this.other.address());
	}

	private Client client(RelyingParty app) {
		return this.beans.getBean(Clients.class).findByClientId(app.clientId()).orElseThrow();
	}

	private static String keyOf(RelyingParty.Answer answer) {
		return (String) RelyingParty.header(answer.accessToken()).get("kid");
	}

	private static boolean isActive(RelyingParty app, RelyingParty.Answer token) {
		return (Boolean) app.call("/oauth2/introspect", Map.of("token", token.accessToken())).json().get("active");
	}

	private static Callable<Void> job(Runnable work) {
		return () -> {
			work.run();
			return null;
		};
	}

	/** How many nodes hear of changes. */
	private int listening() {
		return count("pg_stat_activity where application_name = 'signet changes' and state = 'idle'");
	}

	private int killListeners() {
		return this.jdbc.sql("""
				select count(pg_terminate_backend(pid)) from pg_stat_activity
				where application_name = 'signet changes'
				""").query(Integer.class).single();
	}

	private int delivered(Account account) {
		return count("logout_notices where state = 'DELIVERED' and attempts = 1 and account_id = '%s'"
			.formatted(account.id().value()));
	}

	private int waiting() {
		return count("pg_locks where relation = 'authorization_codes'::regclass and not granted");
	}

	private int count(String rows) {
		return this.jdbc.sql("select count(*) from " + rows).query(Integer.class).single();
	}

	private static RelyingParty.Answer ask(URI node, String path) {
		return RelyingParty.send(HttpRequest.newBuilder(node.resolve(path)).build());
	}

	private static boolean refusesConnections(URI address) {
		try {
			new Socket(address.getHost(), address.getPort()).close();
			return false;
		}
		catch (IOException ex) {
			return true;
		}
	}

}
