package dev.signet.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.SqlCounter;
import dev.signet.client.DynamicRegistrationProperties.Mode;
import dev.signet.refusal.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Dynamic registration on the database: who may, how often, what happens to many at once,
 * and what becomes of clients that nobody uses.
 */
@SignetTest
@ExtendWith(OutputCaptureExtension.class)
class DynamicClientsTests {

	private static final int RACERS = 10;

	private static final byte[] METADATA = "{\"redirect_uris\":[\"https://app.test/cb\"]}"
		.getBytes(StandardCharsets.UTF_8);

	/** One of its own, because the counts stay. */
	private final String address = "test-" + UUID.randomUUID();

	private final ExecutorService threads = Executors.newFixedThreadPool(RACERS);

	@Autowired
	private BeanFactory beans;

	@Autowired
	private ApplicationEventPublisher events;

	@Autowired
	private DynamicClients clients;

	@Autowired
	private InitialAccessTokens tokens;

	@Autowired
	private DynamicClientSweep sweep;

	@Autowired
	private ClientUses uses;

	@Autowired
	private Clients lookups;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private SqlCounter sql;

	@Autowired
	private MutableClock clock;

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@Test
	void offeredWhenOffThenNot() {
		assertThat(TestRegistration.offered(false).offered()).isFalse();
		assertThat(this.clients.offered()).isTrue();
	}

	@Test
	void registerWhenOpenThenNeedsNoToken() {
		Map<String, Object> registered = open(100, 100).register(null, METADATA, this.address);
		Client client = this.lookups.findByClientId((String) registered.get("client_id")).orElseThrow();
		assertThat(client.selfRegistered()).isTrue();
		assertThat(client.firstParty()).isFalse();
		assertThat(client.requirePkce()).isTrue();
	}

	@Test
	void registerWhenOpenWithAWrongTokenThenRefused() {
		assertThat(refusal(() -> open(100, 100).register("wrong", METADATA, this.address)))
			.isEqualTo(Refusal.REGISTRATION_TOKEN_REFUSED);
	}

	/** The dynamic plan of the OpenID suite has clients that know no PKCE. */
	@Test
	void registerWhenPkceIsNotRequiredThenPublicClientsMustAllTheSame() {
		DynamicClients open = TestRegistration.clients(this.beans, this.events,
				TestRegistration.settings(Mode.OPEN, false, 1000, 100));
		Map<String, Object> confidential = open.register(null, METADATA, this.address);
		assertThat(client(confidential).requirePkce()).isFalse();
		Map<String, Object> withoutSecret = open.register(null,
				json("{\"redirect_uris\":[\"https://app.test/cb\"],\"token_endpoint_auth_method\":\"none\"}"),
				this.address);
		assertThat(client(withoutSecret).requirePkce()).isTrue();
	}

	@Test
	void startWhenPkceIsNotRequiredThenWarned(CapturedOutput output) {
		start(Mode.OPEN, true);
		start(Mode.OFF, false);
		assertThat(output).doesNotContain("excused from PKCE");
		start(Mode.TOKEN, false);
		assertThat(output).contains("WARN").contains("with a secret are excused from PKCE");
	}

	/** A class of sign-in is not told as wanted once nobody can reach it any more. */
	@Test
	void readWhenAWantedAcrValueCannotBeReachedAnyMoreThenTheOthers() {
		DynamicRegistrationProperties settings = TestRegistration.settings(Mode.OPEN, true, 1000, 100);
		Map<String, Object> registered = TestRegistration.clients(this.beans, this.events, settings)
			.register(null, json("""
					{"redirect_uris":["https://app.test/cb"],
					"default_acr_values":["urn:signet:acr:2fa","urn:signet:acr:1fa"]}"""), this.address);
		assertThat(registered).containsEntry("default_acr_values", List.of("urn:signet:acr:2fa", "urn:signet:acr:1fa"));
		DynamicClients later = TestRegistration.clients(this.beans, this.events, settings,
				() -> List.of("urn:signet:acr:1fa"));
		assertThat(read(later, registered)).containsEntry("default_acr_values", List.of("urn:signet:acr:1fa"));
	}

	/** While the nodes are brought to this version one after another. */
	@Test
	void readWhenANodeOfAnEarlierVersionKeptAcrValuesThenNotToldAsIfTheyCounted() {
		Map<String, Object> registered = register();
		this.jdbc.sql("""
				update dynamic_clients set metadata = metadata || '{"default_acr_values":["urn:signet:acr:2fa"]}'
				where client = (select id from clients where client_id = :client)""")
			.param("client", registered.get("client_id"))
			.update();
		assertThat(read(this.clients, registered)).containsEntry("application_type", "web")
			.doesNotContainKey("default_acr_values");
	}

	@Test
	void registerWhenOneNetworkDidTooOftenThenRefusedAndOthersMay() {
		DynamicClients open = open(100_000, 2);
		Map<String, Object> registered = open.register(null, METADATA, this.address);
		refusal(() -> open.register(null, json("{}"), this.address)); // is not counted
		open.change((String) registered.get("client_id"), (String) registered.get("registration_access_token"),
				json("{\"redirect_uris\":[\"https://app.test/cb\"],\"client_id\":\"%s\"}"
					.formatted(registered.get("client_id"))),
				this.address);
		RegistrationRefused refused = catchThrowableOfType(RegistrationRefused.class,
				() -> open.register(null, METADATA, this.address));
		assertThat(refused.refusal()).isEqualTo(Refusal.REGISTRATIONS_TOO_MANY);
		assertThat(refused.retryAfter()).isBetween(Duration.ZERO, Duration.ofHours(1));
		open.register(null, METADATA, this.address + "-other");
		open.register(this.tokens.create(this.address, null, null), METADATA, this.address);
		this.clock.advance(Duration.ofHours(1));
		open.register(null, METADATA, this.address);
	}

	@Test
	void registerWhenAllTogetherDidTooOftenThenRefused() {
		this.clock.advance(Duration.ofHours(ThreadLocalRandom.current().nextInt(10_000, 1_000_000)));
		DynamicClients open = open(2, 2);
		open.register(null, METADATA, this.address + 1);
		open.register(null, METADATA, this.address + 2);
		assertThat(refusal(() -> open.register(null, METADATA, this.address + 3)))
			.isEqualTo(Refusal.REGISTRATIONS_TOO_MANY);
		assertThat(this.jdbc.sql("select count(*) from registration_counts where network = :network")
			.param("network", this.address + 3)
			.query(Integer.class)
			.single()).isZero();
	}

	@Test
	void registerWhenManyWithATokenForThreeThenThreeWin() throws Exception {
		String token = this.tokens.create(this.address, null, 3);
		assertThat(race(() -> this.clients.register(token, METADATA, this.address))).hasSize(3);
		assertThat(this.jdbc.sql("select count(*) from dynamic_clients where initial_token = :name")
			.param("name", this.address)
			.query(Integer.class)
			.single()).isEqualTo(3);
	}

	@Test
	void registerWhenMetadataIsRefusedThenTheTokenIsNotUsedUp() {
		String token = this.tokens.create(this.address, null, 1);
		assertThat(refusal(() -> this.clients.register(token, json("{}"), this.address)))
			.isEqualTo(Refusal.REGISTRATION_REDIRECT_URI);
		this.clients.register(token, METADATA, this.address);
	}

	@Test
	void registerThenTheTrailNamesTheToken() {
		Map<String, Object> registered = register();
		assertThat(this.jdbc.sql("select details->>'initial-access-token' from audit_events where client_id = :client")
			.param("client", registered.get("client_id"))
			.query(String.class)
			.single()).startsWith(this.address);
	}

	@Test
	void changeWhenManyAtOnceThenOneWinsAndItsTokenIsTheOne() throws Exception {
		Map<String, Object> registered = register();
		String clientId = (String) registered.get("client_id");
		byte[] metadata = json(
				"{\"redirect_uris\":[\"https://app.test/cb\"],\"client_id\":\"%s\"}".formatted(clientId));
		List<Map<String, Object>> winners = race(() -> this.clients.change(clientId,
				(String) registered.get("registration_access_token"), metadata, this.address));
		assertThat(winners).hasSize(1);
		this.clients.read(clientId, (String) winners.get(0).get("registration_access_token"));
	}

	@Test
	void readWhenClientWasStoppedThenRefused() {
		Map<String, Object> registered = register();
		TestClients.disable(this.beans, client(registered));
		assertThat(refusal(() -> this.clients.read((String) registered.get("client_id"),
				(String) registered.get("registration_access_token"))))
			.isEqualTo(Refusal.REGISTRATION_ACCESS_REFUSED);
	}

	@Test
	void sweepWhenNobodyUsedAClientThenItGoesAndAUsedOneStays() {
		Map<String, Object> unused = register();
		Map<String, Object> used = register();
		Client operators = TestClients.confidential().save(this.beans);
		this.clock.advance(Duration.ofDays(89));
		this.sweep.sweep();
		assertThat(stored(unused)).isTrue();
		this.lookups.drop();
		client(used);
		this.uses.flush();
		this.clock.advance(Duration.ofDays(2));
		this.sweep.sweep();
		assertThat(stored(unused)).isFalse();
		assertThat(stored(used)).isTrue();
		assertThat(this.lookups.findByClientId(operators.clientId())).isPresent();
		assertThat(this.jdbc
			.sql("select details->>'reason' from audit_events where client_id = :client and type = 'client.removed'")
			.param("client", unused.get("client_id"))
			.query(String.class)
			.single()).isEqualTo("UNUSED");
	}

	@Test
	void sweepWhenThereAreMoreThanABatchThenAllGo() {
		String token = this.tokens.create(this.address, null, null);
		for (int i = 0; i < 101; i++) {
			this.clients.register(token, METADATA, this.address);
		}
		this.clock.advance(Duration.ofDays(91));
		this.sweep.sweep();
		assertThat(this.jdbc.sql("select count(*) from dynamic_clients where initial_token = :name")
			.param("name", this.address)
			.query(Integer.class)
			.single()).isZero();
	}

	@Test
	void flushWhenUsedAgainWithinTheHourThenNothingIsWritten() {
		Map<String, Object> registered = register();
		this.uses.flush();
		this.lookups.drop();
		client(registered);
		assertThat(this.sql.own(this.uses::flush)).hasSize(2);
		assertThat(this.sql.own(this.uses::flush)).isEmpty();
	}

	private void start(Mode mode, boolean requirePkce) {
		TestRegistration.clients(this.beans, this.events, TestRegistration.settings(mode, requirePkce, 1000, 100))
			.afterSingletonsInstantiated();
	}

	private DynamicClients open(int mostPerHour, int mostPerHourAndNetwork) {
		return TestRegistration.clients(this.beans, this.events,
				TestRegistration.settings(Mode.OPEN, true, mostPerHour, mostPerHourAndNetwork));
	}

	private Map<String, Object> register() {
		return this.clients.register(this.tokens.create(this.address + UUID.randomUUID(), null, null), METADATA,
				this.address);
	}

	private static Map<String, Object> read(DynamicClients clients, Map<String, Object> registered) {
		return clients.read((String) registered.get("client_id"), (String) registered.get("registration_access_token"));
	}

	private Client client(Map<String, Object> registered) {
		return this.lookups.findByClientId((String) registered.get("client_id")).orElseThrow();
	}

	private boolean stored(Map<String, Object> registered) {
		return this.jdbc.sql("select exists (select from clients where client_id = :client)")
			.param("client", registered.get("client_id"))
			.query(Boolean.class)
			.single();
	}

	private static byte[] json(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static Refusal refusal(Runnable action) {
		return catchThrowableOfType(RegistrationRefused.class, action::run).refusal();
	}

	/** Lets many do the same at once, and returns what those got who were not refused. */
	private <T> List<T> race(Callable<T> action) throws InterruptedException {
		CyclicBarrier start = new CyclicBarrier(RACERS);
		List<Future<T>> running = new ArrayList<>();
		for (int i = 0; i < RACERS; i++) {
			running.add(this.threads.submit(() -> {
				start.await();
				return action.call();
			}));
		}
		List<T> winners = new ArrayList<>();
		for (Future<T> each : running) {
			try {
				winners.add(each.get());
			}
			catch (ExecutionException ex) {
				assertThat(ex).hasCauseInstanceOf(RegistrationRefused.class);
			}
		}
		return winners;
	}

}
