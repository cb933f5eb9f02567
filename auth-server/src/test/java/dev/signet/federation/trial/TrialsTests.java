package dev.signet.federation.trial;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.checklist.CheckLine;
import dev.signet.checklist.Checklist;
import dev.signet.federation.TestUpstream;
import dev.signet.federation.check.Check;
import dev.signet.federation.check.Checklists;
import dev.signet.federation.check.Finding;
import dev.signet.federation.preset.Preset;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.provider.NotProved;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderId;
import dev.signet.federation.provider.ProviderRefused;
import dev.signet.federation.provider.Providers;
import dev.signet.federation.visit.FlowPurpose;
import dev.signet.federation.visit.UpstreamAnswer;
import dev.signet.federation.visit.UpstreamFailed;
import dev.signet.federation.visit.UpstreamFlows;
import dev.signet.flow.Actors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What is kept of a trial, for how long, and what it proves together with a checklist.
 */
@SignetTest
class TrialsTests {

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private Trials trials;

	@Autowired
	private TrialSweep sweep;

	@Autowired
	private Providers providers;

	@Autowired
	private Checklists checklists;

	@Autowired
	private ProviderProof proof;

	@Autowired
	private MutableClock clock;

	@Autowired
	private JdbcClient jdbc;

	private TestUpstream upstream;

	private Provider provider;

	private AccountId admin;

	@BeforeEach
	void start() throws ProviderRefused {
		this.upstream = new TestUpstream(this.clock);
		this.provider = hidden(Preset.OPENID_CONNECT);
		this.admin = admin();
	}

	@AfterEach
	void stop() {
		this.upstream.close();
	}

	@Test
	void keepThenAnHourLongItIsThereAndADayLongItsClaims() {
		keep(this.provider.version(), Map.of("sub", "s", "age", 7, "tags", List.of("a", "b")));
		Trial trial = this.trials.latest(this.provider.id()).orElseThrow();
		assertThat(trial.person().claims()).isEqualTo(Map.of("sub", "s", "age", 7, "tags", List.of("a", "b")));
		assertThat(trial.person().email()).isEqualTo("ada@upstream.example");
		assertThat(trial.person().emailVerified()).isTrue();
		assertThat(trial.whole()).isTrue();
		assertThat(trial.granted()).isNull();
		assertThat(trial.admin()).isEqualTo(this.admin);
		assertThat(trial.toString()).doesNotContain("ada");
		this.clock.advance(Duration.ofHours(1));
		assertThat(this.trials.latest(this.provider.id())).isEmpty();
		assertThat(this.trials.latest(this.provider.id(), this.admin)).isEmpty();
		assertThat(this.trials.lastSeenClaims(this.provider.id(), this.admin).orElseThrow()).containsEntry("age", 7);
		this.clock.advance(Duration.ofHours(23));
		assertThat(this.trials.lastSeenClaims(this.provider.id(), this.admin)).isEmpty();
		this.sweep.sweep();
		assertThat(rows()).isZero();
	}

	@Test
	void keepThenNothingOfItCanBeReadInTheDatabase() {
		keep(0, Map.of("sub", "s-4711", "name", "Ada"));
		byte[] sealed = this.jdbc.sql("select sealed from upstream_trials where provider_id = :id")
			.param("id", this.provider.id().value())
			.query((row, number) -> row.getBytes(1))
			.single();
		assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("4711", "Ada", "ada@");
	}

	@Test
	void keepWhenAnotherAdministratorTriesThenEachHasTheirOwn() {
		AccountId other = admin();
		keep(0, Map.of("sub", "mine"));
		this.clock.advance(Duration.ofSeconds(1));
		this.trials.keep(this.provider.id(), 0, other, person(Map.of("sub", "theirs")), null, this.clock.instant());
		assertThat(this.trials.latest(this.provider.id(), this.admin).orElseThrow().person().claims())
			.containsEntry("sub", "mine");
		assertThat(this.trials.latest(this.provider.id()).orElseThrow().person().claims()).containsEntry("sub",
				"theirs");
		assertThat(this.trials.lastSeenClaims(this.provider.id(), this.admin).orElseThrow()).containsEntry("sub",
				"mine");
		assertThat(this.trials.lastSeenClaims(this.provider.id(), other).orElseThrow()).containsEntry("sub", "theirs");
		assertThat(this.trials.lastSeenClaims(this.provider.id(), admin())).isEmpty();
		keep(0, Map.of("sub", "again"));
		assertThat(rows()).isEqualTo(2);
	}

	@Test
	void keepWhenClaimsAreTooLongThenTheLongestAreLeftOut() {
		Map<String, Object> claims = new HashMap<>(Map.of("sub", "s", "picture", "x".repeat(20_000), "note", "short"));
		for (int i = 0; i < 2_000; i++) {
			claims.put("claim " + i, i);
		}
		keep(0, claims);
		Trial trial = this.trials.latest(this.provider.id()).orElseThrow();
		assertThat(trial.whole()).isFalse();
		assertThat(trial.person().claims()).doesNotContainKey("picture").hasSizeGreaterThan(500);
		assertThat(trial.person().subject()).isEqualTo("s");
	}

	@Test
	void keepWhenProviderOrAdministratorIsGoneThenNothingIsKept() {
		this.trials.keep(ProviderId.random(), 0, this.admin, person(Map.of()), null, this.clock.instant());
		this.trials.keep(this.provider.id(), 0, AccountId.random(), person(Map.of()), null, this.clock.instant());
		assertThat(rows()).isZero();
	}

	@Test
	void eraseThenNothingIsLeft() {
		keep(0, Map.of("sub", "s"));
		this.trials.erase(this.provider.id());
		assertThat(this.trials.lastSeenClaims(this.provider.id(), this.admin)).isEmpty();
		assertThat(rows()).isZero();
	}

	@Test
	void latestWhenItWasKeptUnderAnotherMasterKeyThenNothing() {
		keep(0, Map.of("sub", "s"));
		this.jdbc
			.sql("update upstream_trials set sealed = set_byte(sealed, 0, get_byte(sealed, 0) # 255) "
					+ "where provider_id = :id")
			.param("id", this.provider.id().value())
			.update();
		assertThat(this.trials.latest(this.provider.id())).isEmpty();
		assertThat(this.trials.lastSeenClaims(this.provider.id(), this.admin)).isEmpty();
	}

	@Test
	void keepWhenItIsTheAnswerOfAVisitThenTellsWhatWasGranted() throws UpstreamFailed {
		this.upstream.tokens((response) -> response.put("scope", "openid,email"));
		this.trials.keep(visit(FlowPurpose.TRY, this.admin));
		Trial trial = this.trials.latest(this.provider.id(), this.admin).orElseThrow();
		assertThat(trial.granted()).isEqualTo(Set.of("openid", "email"));
	}

	@Test
	void keepWhenItIsTheAnswerOfAnotherVisitThenRefuses() throws UpstreamFailed {
		this.providers.enableUnproved(this.provider.id(), this.provider.alias(), this.admin);
		this.provider = this.providers.find(this.provider.id()).orElseThrow();
		UpstreamAnswer answer = visit(FlowPurpose.SIGN_IN, null);
		assertThatIllegalArgumentException().isThrownBy(() -> this.trials.keep(answer));
		assertThat(rows()).isZero();
	}

	@Test
	void keepRefusedThenWhoTriedSeesItAndItProvesNothing() throws ProviderRefused {
		this.provider = hidden(Preset.OAUTH2);
		this.upstream.instead("/userinfo", 200, "application/json", "{\"uid\": 7, \"odd\": \"\\ud800\", \"no\": null}");
		checked(0, Finding.KEYS_USABLE);
		assertThatExceptionOfType(UpstreamFailed.class).isThrownBy(() -> visit(FlowPurpose.TRY, this.admin))
			.satisfies((failed) -> assertThat(this.trials.keepRefused(failed)).isTrue());
		Trial trial = this.trials.latest(this.provider.id(), this.admin).orElseThrow();
		assertThat(trial.refused()).contains("no usable subject");
		assertThat(trial.person().claims()).containsEntry("uid", 7);
		assertThat(this.trials.lastSeenClaims(this.provider.id(), this.admin).orElseThrow()).containsKeys("uid", "odd");
		assertThat(this.trials.latest(this.provider.id())).as("what others are told").isEmpty();
		checked(0, Finding.KEYS_USABLE);
		assertThat(proved()).isFalse();
		keep(0, Map.of("sub", "s"));
		assertThat(proved()).isTrue();
	}

	/** To try who is turned away is no reason to try again who is let in. */
	@Test
	void keepRefusedWhenAGoodOneWasBeforeThenBothCount() throws Exception {
		this.provider = hidden(Preset.OAUTH2);
		this.upstream.tokens((response) -> response.put("scope", "openid"));
		this.trials.keep(visit(FlowPurpose.TRY, this.admin));
		this.clock.advance(Duration.ofMinutes(10));
		this.upstream.instead("/userinfo", 200, "application/json", "{\"uid\": 7}");
		assertThatExceptionOfType(UpstreamFailed.class).isThrownBy(() -> visit(FlowPurpose.TRY, this.admin))
			.satisfies((failed) -> assertThat(this.trials.keepRefused(failed)).isTrue());
		assertThat(this.trials.latest(this.provider.id(), this.admin).orElseThrow().refused()).isNotNull();
		assertThat(this.trials.latest(this.provider.id()).orElseThrow().granted()).isEqualTo(Set.of("openid"));
		checked(this.provider.version(), Finding.KEYS_USABLE);
		assertThat(proved()).isTrue();
		this.clock.advance(Duration.ofMinutes(10));
		keep(this.provider.version(), Map.of("sub", "again"));
		assertThat(this.trials.latest(this.provider.id(), this.admin).orElseThrow().refused()).isNull();
		this.clock.advance(Duration.ofDays(1));
		this.sweep.sweep();
		assertThat(rows()).isZero();
	}

	/** Claims of people who sign in are nobody else's business. */
	@Test
	void keepRefusedWhenItWasNoTrialOrNothingCameThenKeepsNothing() throws ProviderRefused {
		this.provider = hidden(Preset.OAUTH2);
		this.upstream.instead("/token", 401, "application/json", "{\"error\": \"invalid_client\"}");
		assertThatExceptionOfType(UpstreamFailed.class).isThrownBy(() -> visit(FlowPurpose.TRY, this.admin))
			.satisfies((failed) -> assertThat(this.trials.keepRefused(failed)).isFalse());
		this.upstream.asUsual("/token").instead("/userinfo", 200, "application/json", "{\"uid\": 7}");
		this.providers.enableUnproved(this.provider.id(), this.provider.alias(), this.admin);
		this.provider = this.providers.find(this.provider.id()).orElseThrow();
		assertThatExceptionOfType(UpstreamFailed.class).isThrownBy(() -> visit(FlowPurpose.SIGN_IN, null))
			.satisfies((failed) -> assertThat(failed.claims()).isEmpty())
			.satisfies((failed) -> assertThat(this.trials.keepRefused(failed)).isFalse());
		assertThat(rows()).isZero();
	}

	@Test
	void provedWhenChecksPassedAndThenATrialThenIsProved() {
		checked(0, Finding.KEYS_USABLE, Finding.CLOCKS_DIFFER, Finding.NOT_TOLD);
		assertThat(proved()).isFalse();
		keep(0, Map.of("sub", "s"));
		assertThat(proved()).isTrue();
	}

	@Test
	void provedWhenTrialComesFirstThenTheChecksProveIt() {
		keep(0, Map.of("sub", "s"));
		assertThat(proved()).isFalse();
		checked(0, Finding.KEYS_USABLE);
		assertThat(proved()).isTrue();
	}

	@Test
	void provedWhenALineFailedThenNot() throws NotProved {
		checked(0, Finding.KEYS_USABLE, Finding.CLOCKS_WRONG);
		keep(0, Map.of("sub", "s"));
		assertThat(proved()).isFalse();
		assertThatExceptionOfType(NotProved.class)
			.isThrownBy(() -> this.providers.enable(this.provider.id(), this.admin));
	}

	@Test
	void provedWhenNobodyLookedThenNot() {
		keep(0, Map.of("sub", "s"));
		assertThat(proved()).isFalse();
	}

	@Test
	void provedWhenOneOfThemIsOfAnotherVersionThenNot() throws ProviderRefused {
		checked(0, Finding.KEYS_USABLE);
		this.provider = this.providers.change(this.provider.id(), 0,
				this.provider.settings().withScopes(List.of("openid")), null, this.admin);
		keep(this.provider.version(), Map.of("sub", "s"));
		keep(0, Map.of("sub", "s"));
		assertThat(proved()).isFalse();
		checked(this.provider.version(), Finding.KEYS_USABLE);
		assertThat(proved()).isFalse();
		keep(this.provider.version(), Map.of("sub", "s"));
		assertThat(proved()).isTrue();
	}

	@Test
	void provedWhenTrialIsOlderThanAnHourThenNot() {
		keep(0, Map.of("sub", "s"));
		this.clock.advance(Duration.ofMinutes(61));
		checked(0, Finding.KEYS_USABLE);
		assertThat(proved()).isFalse();
	}

	@Test
	void accountWhenDeletedThenItsTrialsAreGone() {
		keep(0, Map.of("sub", "s"));
		this.jdbc.sql("delete from accounts where id = :id").param("id", this.admin.value()).update();
		assertThat(rows()).isZero();
	}

	private UpstreamAnswer visit(FlowPurpose purpose, AccountId accountId) throws UpstreamFailed {
		UpstreamFlows flows = this.beans.getBean(UpstreamFlows.class);
		byte[] browser = new byte[32];
		return flows.finish(this.provider.alias(),
				this.upstream.visit(flows.begin(this.provider, purpose, accountId, null, null, false, null, browser)),
				Optional.of(browser));
	}

	private void checked(int version, Finding... findings) {
		Instant now = this.clock.instant();
		List<CheckLine> lines = List.of(findings)
			.stream()
			.map((finding) -> finding.line(Check.values()[finding.ordinal() % Check.values().length]))
			.toList();
		this.checklists.put(this.provider.id(), new Checklist(version, now, lines));
		this.proof.consider(this.provider.id(), version);
	}

	private boolean proved() {
		return this.providers.find(this.provider.id()).orElseThrow().proved();
	}

	private void keep(int version, Map<String, Object> claims) {
		this.trials.keep(this.provider.id(), version, this.admin, person(claims), null, this.clock.instant());
	}

	private static UpstreamPerson person(Map<String, Object> claims) {
		return new UpstreamPerson("https://upstream.example", "s", "ada@upstream.example", true, claims, null);
	}

	private int rows() {
		return this.jdbc.sql("""
				select (select count(*) from upstream_trials where provider_id = :id)
				+ (select count(*) from upstream_refused_trials where provider_id = :id)""")
			.param("id", this.provider.id().value())
			.query(Integer.class)
			.single();
	}

	private Provider hidden(Preset preset) throws ProviderRefused {
		return this.providers.add("t-" + UUID.randomUUID().toString().substring(0, 13), preset,
				this.upstream.settings(preset), TestUpstream.SECRET, AccountId.random());
	}

	private AccountId admin() {
		Account account = this.actors.person("ADMIN");
		return account.id();
	}

}
