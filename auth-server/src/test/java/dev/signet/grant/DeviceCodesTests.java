package dev.signet.grant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.Factor;
import dev.signet.account.SignedInAccount;
import dev.signet.client.Client;
import dev.signet.client.TestClients;
import dev.signet.flow.Actors;
import dev.signet.session.Device;
import dev.signet.session.Sessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@SignetTest
class DeviceCodesTests {

	private static final int RACERS = 8;

	/** Of no other test. */
	private static final Device ORIGIN = new Device("TV", "2001:db8::1");

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private DeviceCodes codes;

	@Autowired
	private DeviceGuesses guesses;

	@Autowired
	private Sessions sessions;

	@Autowired
	private GrantSweep sweep;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MutableClock clock;

	private Client client;

	private SignedInAccount person;

	private final ExecutorService threads = Executors.newFixedThreadPool(RACERS);

	@BeforeEach
	void setUp() {
		this.client = TestClients.publicNative()
			.grantTypes("urn:ietf:params:oauth:grant-type:device_code")
			.save(this.beans);
		Account account = this.actors.person("USER");
		this.actors.signedIn(account);
		UUID session = this.sessions.of(account.id()).get(0).id();
		this.person = new SignedInAccount(account.id(), session, account.username(), account.roles(),
				List.of(new Factor(Factor.Method.PASSWORD, this.clock.instant())));
	}

	@AfterEach
	void tearDown() {
		this.threads.shutdownNow();
		this.jdbc.sql("delete from asks where asker like 'DEVICE%'").update();
	}

	@Test
	void approveWhenManyDecideAndPollAtOnceThenOneDecides() throws Exception {
		for (int round = 0; round < 20; round++) {
			IssuedDeviceCode issued = this.codes.issue(this.client.id(), Set.of("openid"), ORIGIN);
			WaitingDevice device = find(issued.userCode().getTokenValue());
			List<Callable<Boolean>> acts = new ArrayList<>();
			for (int i = 0; i < RACERS; i++) {
				int each = i;
				acts.add(() -> switch (each % 4) {
					case 0, 1 -> this.codes.approve(device, this.person, Set.of("openid"));
					case 2 -> this.codes.deny(device, this.person);
					default -> {
						this.codes.poll(issued.deviceCode().getTokenValue(), this.client.id());
						yield false;
					}
				});
			}
			assertThat(race(acts)).filteredOn((decided) -> decided).hasSize(1);
			assertThat(count("select count(*) from grants where client_id = :client")).isEqualTo(
					count("select count(*) from device_codes where client_id = :client and grant_id is not null"));
		}
	}

	@Test
	void findWhenManyGuessAtOnceThenNoMoreThanTheLimitAreLookedAt() throws Exception {
		List<Callable<Boolean>> acts = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			acts.add(() -> {
				try {
					this.guesses.find("ZZZZ-ZZZZ", this.person.sessionId(), "2001:db8::2");
					return true;
				}
				catch (TooManyGuesses ex) {
					return false;
				}
			});
		}
		List<Boolean> lookedAt = new ArrayList<>();
		for (Future<Boolean> each : this.threads.invokeAll(acts)) {
			lookedAt.add(each.get());
		}
		assertThat(lookedAt).filteredOn((looked) -> looked).hasSize(5);
	}

	@Test
	void findWhenSessionsChangeThenTheNetworkIsLimited() throws Exception {
		int lookedAt = 0;
		for (int i = 0; i < 110; i++) {
			try {
				this.guesses.find("ZZZZ-ZZZZ", UUID.randomUUID(), "2001:db8::" + Integer.toHexString(i));
				lookedAt++;
			}
			catch (TooManyGuesses ex) {
				assertThat(ex.retryAfter()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
			}
		}
		assertThat(lookedAt).isEqualTo(100);
	}

	@Test
	void findWhenItsTimeIsOverThenNothingIsShownOrDecided() throws Exception {
		IssuedDeviceCode issued = this.codes.issue(this.client.id(), Set.of("openid"), ORIGIN);
		WaitingDevice device = find(issued.userCode().getTokenValue());
		this.clock.advance(DeviceCodes.LIFETIME);
		assertThat(this.guesses.find(issued.userCode().getTokenValue(), this.person.sessionId(), "2001:db8::3"))
			.isEmpty();
		assertThat(this.codes.approve(device, this.person, Set.of("openid"))).isFalse();
		assertThat(this.codes.deny(device, this.person)).isFalse();
	}

	@Test
	void sweepWhenCodesAreOverThenTheyGoInBatchesAndGrantsStay() throws Exception {
		IssuedDeviceCode issued = this.codes.issue(this.client.id(), Set.of("openid"), ORIGIN);
		this.codes.approve(find(issued.userCode().getTokenValue()), this.person, Set.of("openid"));
		this.codes.redeem(issued.deviceCode().getTokenValue(), null);
		this.jdbc
			.sql("""
					insert into device_codes (id, digest, user_code_digest, client_id, scopes, network, created_at, expires_at,
					  interval_seconds)
					select gen_random_uuid(), sha256(gen_random_uuid()::text::bytea), sha256(gen_random_uuid()::text::bytea),
					  client_id, scopes, network, created_at, expires_at, interval_seconds
					from device_codes, generate_series(1, 2100) where client_id = :client""")
			.param("client", this.client.id())
			.update();
		this.clock.advance(DeviceCodes.LIFETIME.plusSeconds(1));
		this.sweep.sweep();
		assertThat(count("select count(*) from device_codes where client_id = :client")).isEqualTo(2101);
		this.clock.advance(DeviceCodes.KEPT_AFTER_END);
		this.sweep.sweep();
		assertThat(count("select count(*) from device_codes where client_id = :client")).isZero();
		assertThat(count("select count(*) from grants where client_id = :client")).isOne();
	}

	private WaitingDevice find(String userCode) throws TooManyGuesses {
		return this.guesses.find(userCode, this.person.sessionId(), "2001:db8::4").orElseThrow();
	}

	private int count(String sql) {
		return this.jdbc.sql(sql).param("client", this.client.id()).query(Integer.class).single();
	}

	private List<Boolean> race(List<Callable<Boolean>> acts) throws Exception {
		CyclicBarrier start = new CyclicBarrier(acts.size());
		List<Future<Boolean>> running = new ArrayList<>();
		for (Callable<Boolean> act : acts) {
			running.add(this.threads.submit(() -> {
				start.await();
				return act.call();
			}));
		}
		List<Boolean> results = new ArrayList<>();
		for (Future<Boolean> each : running) {
			results.add(each.get());
		}
		return results;
	}

}
