package dev.signet.logout;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.Factor;
import dev.signet.account.TestAccounts;
import dev.signet.federation.TestUpstream;
import dev.signet.federation.preset.Preset;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.settings.UpstreamClient;
import dev.signet.federation.visit.FlowPurpose;
import dev.signet.federation.visit.UpstreamAnswer;
import dev.signet.federation.visit.UpstreamFlow;
import dev.signet.secret.Sha256;
import dev.signet.session.Device;
import dev.signet.session.EndReason;
import dev.signet.session.Sessions;
import dev.signet.signin.completion.SignInSucceeded;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@SignetTest
class UpstreamSessionsTests {

	private final byte[] browser = Sha256.of(UUID.randomUUID().toString());

	@Autowired
	private UpstreamSessions upstreamSessions;

	@Autowired
	private PostgresUpstreamSessions rows;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private Sessions sessions;

	@Autowired
	private Accounts accounts;

	@Autowired
	private ApplicationEventPublisher events;

	@Autowired
	private BeanFactory beans;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MutableClock clock;

	private Provider provider;

	private AccountId person;

	@BeforeEach
	void setUp() {
		this.provider = TestUpstream.provider(this.beans, Preset.GOOGLE,
				Preset.GOOGLE.defaults()
					.withClient(UpstreamClient.of("signet", Preset.GOOGLE.defaults().client().authentication())),
				"secret");
		this.person = this.accounts.register(TestAccounts.someone()).id();
	}

	@Test
	void expectWhenTheSecondStepIsDoneThenTheSessionOfThatBrowserRestsOnIt() {
		this.upstreamSessions.expect(this.person, answer("ada"), this.browser);
		this.clock.advance(Duration.ofMinutes(9));
		UUID elsewhere = open(Sha256.of("another browser"));
		succeeded(elsewhere, Factor.Method.UPSTREAM, Factor.Method.TOTP);
		assertThat(subjects(elsewhere)).isEmpty();
		UUID session = open(this.browser);
		succeeded(session, Factor.Method.UPSTREAM, Factor.Method.TOTP);
		assertThat(subjects(session)).containsExactly("ada");
	}

	@Test
	void expectWhenSignedInByAnotherWayThenTheSessionRestsOnNothing() {
		this.upstreamSessions.expect(this.person, answer("ada"), this.browser);
		UUID session = open(this.browser);
		succeeded(session, Factor.Method.PASSWORD);
		assertThat(subjects(session)).isEmpty();
	}

	@Test
	void expectWhenSignedInTwiceInASessionThenItRestsOnEachPersonOnce() {
		UUID session = open(this.browser);
		for (String subject : List.of("ada", "ada", "bob")) {
			this.upstreamSessions.expect(this.person, answer(subject), this.browser);
			succeeded(session, Factor.Method.UPSTREAM);
		}
		assertThat(subjects(session)).containsExactly("ada", "bob");
	}

	@Test
	void expectWhenTriedTwiceThenTheNewerCounts() {
		this.upstreamSessions.expect(this.person, answer("ada"), this.browser);
		this.upstreamSessions.expect(this.person, answer("bob"), this.browser);
		UUID session = open(this.browser);
		succeeded(session, Factor.Method.UPSTREAM);
		assertThat(subjects(session)).containsExactly("bob");
	}

	@Test
	void expectWhenNothingComesOfItThenIsForgotten() {
		this.upstreamSessions.expect(this.person, answer("ada"), this.browser);
		this.clock.advance(UpstreamSessions.EXPECTED_FOR);
		UUID session = open(this.browser);
		succeeded(session, Factor.Method.UPSTREAM);
		assertThat(subjects(session)).isEmpty();
		LogoutJobs.sweep(this.beans);
		assertThat(this.jdbc.sql("select count(*) from session_upstreams where account_id = :id")
			.param("id", this.person.value())
			.query(Integer.class)
			.single()).isZero();
	}

	@Test
	void sweepThenDeletesWhatIsOverAndNothingElse() {
		UUID over = open(this.browser);
		this.upstreamSessions.expect(this.person, answer("ada"), this.browser);
		succeeded(over, Factor.Method.UPSTREAM);
		UUID live = open(Sha256.of("another browser"));
		this.upstreamSessions.expect(this.person, answer("bob"), Sha256.of("another browser"));
		succeeded(live, Factor.Method.UPSTREAM);
		this.upstreamSessions.expect(this.person, answer("eve"), Sha256.of("a third browser"));
		this.sessions.end(over, EndReason.EXPIRED);
		LogoutJobs.sweep(this.beans);
		assertThat(this.rows.of(this.person)).extracting(UpstreamSession::subject)
			.containsExactlyInAnyOrder("bob", "eve");
	}

	/** There are as many of these as people who are signed in. */
	@Test
	void sweepThenDoesNotReadWhatBelongsToOpenSessions() {
		LogoutJobs.sweep(this.beans);
		UUID session = open(this.browser);
		Instant now = this.clock.instant();
		this.transaction.executeWithoutResult((status) -> {
			status.setRollbackOnly();
			// Else small tables are read as a whole, whatever is asked
			this.jdbc.sql("set local enable_seqscan = off").update();
			this.jdbc
				.sql("""
						insert into session_upstreams (id, session_id, account_id, provider_id, issuer, subject, began_at)
						select gen_random_uuid(), :session, :account, :provider, 'i', 's', now() from generate_series(1, 500)
						""")
				.param("session", session)
				.param("account", this.person.value())
				.param("provider", this.provider.id().value())
				.update();
			long before = rowsRead();
			assertThat(this.rows.deleteOfEnded(now.minus(LogoutSweep.ENDED_LATELY), 100)).isZero();
			assertThat(this.rows.deleteWaiting(now.minus(UpstreamSessions.EXPECTED_FOR), 100)).isZero();
			assertThat(rowsRead() - before).isLessThan(100);
		});
	}

	private long rowsRead() {
		return this.jdbc.sql("""
				select seq_tup_read + coalesce(idx_tup_fetch, 0) from pg_stat_xact_user_tables
				where relname = 'session_upstreams'
				""").query(Long.class).single();
	}

	private UUID open(byte[] browserDigest) {
		return this.sessions
			.open(TestAccounts.generation(this.accounts, this.person),
					List.of(new Factor(Factor.Method.UPSTREAM, this.clock.instant())), false,
					new Device("Firefox", "127.0.0.1", HexFormat.of().formatHex(browserDigest)))
			.orElseThrow()
			.sessionId();
	}

	private void succeeded(UUID session, Factor.Method... methods) {
		this.events.publishEvent(new SignInSucceeded(this.person, session, List.of(methods)));
	}

	private UpstreamAnswer answer(String subject) {
		UpstreamFlow flow = new UpstreamFlow(UUID.randomUUID(), this.provider.id(), FlowPurpose.SIGN_IN, null, null,
				null, false);
		return new UpstreamAnswer(flow, this.provider,
				new UpstreamPerson("https://accounts.google.com", subject, null, false, Map.of(), null), "a.b.c", null,
				null);
	}

	private List<String> subjects(UUID session) {
		return this.jdbc.sql("select subject from session_upstreams where session_id = :id order by subject")
			.param("id", session)
			.query(String.class)
			.list();
	}

}
