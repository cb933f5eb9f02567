package dev.signet.federation.provider;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.signet.AtOnce;
import dev.signet.Eventually;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.Sooner;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.TestAccounts;
import dev.signet.federation.link.Link;
import dev.signet.federation.link.LinkTaken;
import dev.signet.federation.link.Links;
import dev.signet.federation.preset.Preset;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.settings.AccountCreation;
import dev.signet.federation.settings.ClaimMapping;
import dev.signet.federation.settings.ClaimMapping.Kind;
import dev.signet.federation.settings.ClaimMapping.ProfileRule;
import dev.signet.federation.settings.ClaimMapping.RoleRule;
import dev.signet.federation.settings.ClaimMapping.When;
import dev.signet.federation.settings.ProviderAudience;
import dev.signet.federation.settings.ProviderButton;
import dev.signet.federation.settings.ProviderEndpoints;
import dev.signet.federation.settings.ProviderSettings;
import dev.signet.federation.settings.UpstreamAuthentication;
import dev.signet.federation.settings.UpstreamClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Providers as rows: what is kept, who sees them, and what is refused. */
@SignetTest
class ProvidersTests {

	private static final Duration REMEMBERED = Duration.ofSeconds(5);

	private static final String SECRET = "a very secret word";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Providers providers;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MutableClock clock;

	private final AccountId admin = AccountId.random();

	private String alias;

	@BeforeEach
	void setUp() {
		this.alias = "p-" + UUID.randomUUID().toString().substring(0, 13);
	}

	@Test
	void addThenKeepsAllOfItAndNobodySeesIt() throws ProviderRefused {
		ProviderSettings settings = new ProviderSettings("Own server",
				new ProviderEndpoints("https://own.example/", URI.create("https://own.example/a"),
						URI.create("https://own.example/t"), URI.create("https://own.example/u"),
						URI.create("https://own.example/k"), URI.create("https://own.example/o")),
				new UpstreamClient("id", UpstreamAuthentication.SECRET_POST, Instant.parse("2030-01-01T00:00:00Z"),
						null, null),
				List.of("openid", "email"), "select_account", null, new ProviderButton("With own", "key", 7),
				new ProviderAudience(List.of("own.example"), List.of("app")), true,
				new AccountCreation(AccountCreation.Mode.BY_DOMAIN, List.of("own.example")),
				new ClaimMapping(List.of(new ProfileRule("given \"name\"", "given_name")),
						List.of(new RoleRule("groups", "ädmins", Kind.ROLE, "ADMIN"),
								new RoleRule("groups", "staff", Kind.GROUP, "Staff")),
						When.EACH),
				true);
		Provider added = this.providers.add(this.alias, Preset.OPENID_CONNECT, settings, SECRET, this.admin);
		assertThat(this.providers.find(added.id())).contains(added);
		assertThat(this.providers.findByAlias(this.alias)).contains(added);
		assertThat(added.settings()).isEqualTo(settings);
		assertThat(added.state()).isEqualTo(ProviderState.HIDDEN);
		assertThat(added.hasSecret()).isTrue();
		assertThat(added.proved()).isFalse();
		assertThat(this.providers.all()).contains(added);
		assertThat(this.providers.enabled()).doesNotContain(added);
		assertThat(this.providers.proof(added, "")).isEqualTo(SECRET);
		assertThat(events(added)).containsExactly("provider.added");
	}

	@Test
	void addThenTheSecretIsEncryptedAndBoundToItsRow() throws ProviderRefused {
		Provider added = add();
		Provider other = this.providers.add(this.alias + "2", Preset.GOOGLE, google(), SECRET, this.admin);
		assertThat(this.jdbc.sql("select p::text from upstream_providers p where id = :id")
			.param("id", added.id().value())
			.query(String.class)
			.single()).doesNotContain(SECRET, hex(SECRET));
		this.jdbc.sql("""
				update upstream_providers set secret = (select secret from upstream_providers where id = :from)
				where id = :to""").param("from", added.id().value()).param("to", other.id().value()).update();
		this.beans.getBean(ProviderCache.class).changed();
		assertThatIllegalArgumentException().isThrownBy(() -> this.providers.proof(other, ""));
		assertThat(added.toString()).doesNotContain(SECRET);
		this.jdbc.sql("delete from upstream_providers where id = :id").param("id", other.id().value()).update();
	}

	@Test
	void addWhenRulesAreBrokenThenTellsAllAndKeepsNothing() {
		ProviderSettings broken = google().withName(" ").withScopes(List.of("email")).withHostedDomain("not a domain");
		assertThatExceptionOfType(ProviderRefused.class)
			.isThrownBy(() -> this.providers.add("Not An Alias", Preset.GOOGLE, broken, null, this.admin))
			.satisfies((refused) -> assertThat(refused.problems()).extracting(ProviderProblem::field)
				.containsExactlyInAnyOrder("alias", "name", "secret", "scopes", "hostedDomain"));
		assertThat(this.providers.findByAlias("Not An Alias")).isEmpty();
	}

	@Test
	void addWhenAliasIsTakenAlsoAtTheSameMomentThenOneHasIt() throws Exception {
		List<Boolean> added = AtOnce.call(6, () -> {
			try {
				add();
				return true;
			}
			catch (ProviderRefused ex) {
				assertThat(ex.problems()).extracting(ProviderProblem::messageKey)
					.containsExactly("federation.problem.alias-taken");
				return false;
			}
		});
		assertThat(added).filteredOn(Boolean::booleanValue).hasSize(1);
	}

	@Test
	void enableWhenNotProvedThenRefusesUnlessTyped() throws Exception {
		Provider added = add();
		assertThatExceptionOfType(NotProved.class).isThrownBy(() -> this.providers.enable(added.id(), this.admin));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.providers.enableUnproved(added.id(), this.alias + "x", this.admin));
		assertThat(stored(added).enabled()).isFalse();
		this.providers.enableUnproved(added.id(), this.alias, this.admin);
		this.providers.enableUnproved(added.id(), this.alias, this.admin);
		assertThat(stored(added).enabled()).isTrue();
		assertThat(events(added)).containsExactly("provider.added", "provider.enabled-unproved");
	}

	@Test
	void enableWhenProvedThenPeopleSeeItUntilItIsSwitchedOff() throws Exception {
		Provider added = add();
		this.providers.proved(added.id(), added.version() + 1);
		assertThat(stored(added).proved()).isFalse();
		this.providers.proved(added.id(), added.version());
		assertThat(stored(added).proved()).isTrue();
		this.providers.enable(added.id(), this.admin);
		assertThat(this.providers.enabled()).contains(stored(added));
		this.providers.disable(added.id(), this.admin);
		this.providers.disable(added.id(), this.admin);
		assertThat(stored(added).state()).isEqualTo(ProviderState.DISABLED);
		this.providers.enable(added.id(), this.admin);
		assertThat(events(added)).containsExactly("provider.added", "provider.enabled", "provider.disabled",
				"provider.enabled");
	}

	@Test
	void changeWhenPeopleWouldBeSentElsewhereThenIsSwitchedOffUntilProved() throws Exception {
		Provider enabled = enabled();
		ProviderSettings elsewhere = google().withEndpoints(ProviderEndpoints.ofIssuer("https://attacker.example"));
		Provider changed = this.providers.change(enabled.id(), enabled.version(), elsewhere, null, this.admin);
		assertThat(changed.state()).isEqualTo(ProviderState.DISABLED);
		assertThat(changed.proved()).isFalse();
		assertThatExceptionOfType(NotProved.class).isThrownBy(() -> this.providers.enable(changed.id(), this.admin));
		assertThat(this.providers.enabled()).doesNotContain(changed);
	}

	@Test
	void changeWhenSecretIsNewThenGoesOnAndAsksForAProof() throws Exception {
		Provider enabled = enabled();
		Provider changed = this.providers.change(enabled.id(), enabled.version(), google(), "another", this.admin);
		assertThat(changed.enabled()).isTrue();
		assertThat(changed.proved()).isFalse();
		assertThat(this.providers.proof(changed, "")).isEqualTo("another");
	}

	@Test
	void changeWhenOnlyTheLookChangesThenStaysProvedAndKeepsTheSecret() throws Exception {
		Provider enabled = enabled();
		Provider changed = this.providers.change(enabled.id(), enabled.version(),
				google().withName("Search engine").withButton(new ProviderButton("Go", null, 1)), " ", this.admin);
		assertThat(changed.enabled()).isTrue();
		assertThat(changed.proved()).isTrue();
		assertThat(stored(changed)).isEqualTo(changed);
		assertThat(this.providers.proof(changed, "")).isEqualTo(SECRET);
	}

	@Test
	void changeWhenNoSecretIsUsedAnyMoreThenItIsForgotten() throws Exception {
		Provider added = add();
		UpstreamClient without = UpstreamClient.of("id", UpstreamAuthentication.PRIVATE_KEY_JWT);
		Provider changed = this.providers.change(added.id(), added.version(), google().withClient(without), null,
				this.admin);
		assertThat(changed.hasSecret()).isFalse();
		assertThat(stored(changed).hasSecret()).isFalse();
		assertThatExceptionOfType(ProviderRefused.class)
			.isThrownBy(() -> this.providers.change(added.id(), changed.version(), google(), null, this.admin))
			.satisfies((refused) -> assertThat(refused.problems()).extracting(ProviderProblem::field)
				.containsExactly("secret"));
	}

	@Test
	void changeWhenSomebodyElseWasFasterThenOverwritesNothing() throws Exception {
		Provider added = add();
		List<String> outcomes = AtOnce.call(5, () -> {
			try {
				return this.providers
					.change(added.id(), added.version(), google().withName("N" + UUID.randomUUID()), null, this.admin)
					.name();
			}
			catch (ProviderChangedMeanwhile ex) {
				return "";
			}
		});
		assertThat(outcomes).filteredOn((name) -> !name.isEmpty()).singleElement().isEqualTo(stored(added).name());
		assertThatExceptionOfType(NoSuchProvider.class)
			.isThrownBy(() -> this.providers.change(ProviderId.random(), 0, google(), null, this.admin));
	}

	@Test
	void changeWhenOauth2HasLinksThenItsPeopleStayThoseOfThatServer() throws Exception {
		ProviderSettings settings = Preset.GITHUB.defaults()
			.withClient(UpstreamClient.of("id", UpstreamAuthentication.SECRET_POST));
		Provider github = this.providers.add(this.alias, Preset.GITHUB, settings, SECRET, this.admin);
		ProviderSettings elsewhere = settings.withEndpoints(ProviderEndpoints.of(URI.create("https://git.example/a"),
				URI.create("https://git.example/t"), URI.create("https://git.example/u")));
		Provider moved = this.providers.change(github.id(), 0, elsewhere, null, this.admin);
		Provider back = this.providers.change(github.id(), moved.version(), settings, null, this.admin);
		link(back);
		assertThatExceptionOfType(ProviderRefused.class)
			.isThrownBy(() -> this.providers.change(github.id(), back.version(), elsewhere, null, this.admin))
			.satisfies((refused) -> assertThat(refused.problems()).extracting(ProviderProblem::messageKey)
				.containsExactly("federation.problem.linked"));
	}

	@Test
	void removeWhenSomebodyIsLinkedThenRefusesAndOtherwiseIsGone() throws Exception {
		Provider added = add();
		Link link = link(added);
		assertThatExceptionOfType(ProviderInUse.class).isThrownBy(() -> this.providers.remove(added.id(), this.admin));
		this.beans.getBean(Links.class).remove(link.id(), link.accountId());
		this.providers.remove(added.id(), this.admin);
		this.providers.remove(added.id(), this.admin);
		assertThat(this.providers.find(added.id())).isEmpty();
		assertThat(this.beans.getBean(Links.class).restore(link.id(), link.accountId())).as("not while it is gone")
			.isFalse();
		assertThat(this.beans.getBean(Links.class).find(link.issuer(), link.subject())).isEmpty();
		assertThat(events(added)).containsExactly("provider.added", "provider.removed");
		assertThatExceptionOfType(NoSuchProvider.class)
			.isThrownBy(() -> this.providers.disable(added.id(), this.admin));
	}

	@Test
	void removeWhenPutBackThenIsAsBeforeButOff() throws Exception {
		Provider added = add();
		Link link = link(added);
		this.beans.getBean(Links.class).remove(link.id(), link.accountId());
		this.providers.enableUnproved(added.id(), this.alias, this.admin);
		this.providers.remove(added.id(), this.admin);
		assertThat(this.providers.removed()).extracting((each) -> each.provider().id()).contains(added.id());
		assertThat(this.providers.putBack(added.id(), this.admin)).isTrue();
		assertThat(this.providers.putBack(added.id(), this.admin)).as("twice").isFalse();
		Provider back = stored(added);
		assertThat(back.state()).isEqualTo(ProviderState.DISABLED);
		assertThat(back.settings()).isEqualTo(added.settings());
		assertThat(this.providers.proof(back, "")).isEqualTo(SECRET);
		assertThat(this.providers.removed()).extracting((each) -> each.provider().id()).doesNotContain(added.id());
		assertThat(this.beans.getBean(Links.class).restore(link.id(), link.accountId())).isTrue();
		assertThat(events(added)).containsExactly("provider.added", "provider.enabled-unproved", "provider.removed",
				"provider.put-back");
	}

	@Test
	void removeWhenItWasHiddenAndIsPutBackThenIsHidden() throws Exception {
		Provider added = add();
		this.providers.remove(added.id(), this.admin);
		assertThat(this.providers.putBack(added.id(), this.admin)).isTrue();
		assertThat(stored(added)).isEqualTo(added);
	}

	/** The short name is free; who comes first has it. */
	@Test
	void putBackWhenAnotherOneHasTheAliasThenIsRefused() throws Exception {
		Provider removed = add();
		this.providers.remove(removed.id(), this.admin);
		Provider another = add();
		assertThat(this.providers.putBack(removed.id(), this.admin)).isFalse();
		assertThat(this.providers.findByAlias(this.alias)).map(Provider::id).contains(another.id());
		this.providers.remove(another.id(), this.admin);
		assertThat(this.providers.putBack(removed.id(), this.admin)).isTrue();
		assertThat(this.providers.putBack(another.id(), this.admin)).isFalse();
	}

	@Test
	void putBackWhenManyDoAtOnceThenOneDoes() throws Exception {
		Provider removed = add();
		this.providers.remove(removed.id(), this.admin);
		List<Boolean> done = AtOnce.call(6, () -> this.providers.putBack(removed.id(), this.admin));
		assertThat(done).containsOnlyOnce(true);
		assertThat(events(removed)).containsOnlyOnce("provider.put-back");
	}

	@Test
	void removedWhen30DaysHavePassedThenIsErasedWithItsSecretAndWhatWasLinked() throws Exception {
		Provider removed = add();
		Link link = link(removed);
		this.beans.getBean(Links.class).remove(link.id(), link.accountId());
		this.providers.remove(removed.id(), this.admin);
		this.clock.advance(Duration.ofDays(30).minusMinutes(1));
		this.beans.getBean(ProviderSweep.class).sweep();
		assertThat(rows(removed)).isOne();
		this.clock.advance(Duration.ofMinutes(1));
		assertThat(this.providers.putBack(removed.id(), this.admin)).isFalse();
		this.beans.getBean(ProviderSweep.class).sweep();
		assertThat(rows(removed)).isZero();
	}

	/** Else somebody would sign in by a provider that nobody sees. */
	@Test
	void removeWhenSomebodyLinksAtThatMomentThenOneOfThemIsRefused() throws Exception {
		for (int i = 0; i < 5; i++) {
			this.alias = "r-" + UUID.randomUUID().toString().substring(0, 13);
			Provider added = add();
			AtomicBoolean links = new AtomicBoolean(true);
			List<Boolean> done = AtOnce.call(2, () -> links.getAndSet(false) ? linked(added) : removed(added));
			assertThat(done).as("exactly one").containsOnlyOnce(true);
		}
	}

	@Test
	void findWhenAnotherNodeChangedThenHearsOfIt() throws Exception {
		Sooner.than(REMEMBERED, () -> {
			this.alias = "h-" + UUID.randomUUID().toString().substring(0, 13);
			Provider added = add();
			assertThat(stored(added)).isEqualTo(added);
			this.jdbc.sql("update upstream_providers set name = 'Changed elsewhere' where id = :id")
				.param("id", added.id().value())
				.update();
			this.jdbc.sql("select pg_notify('signet_changes', 'provider another-node')")
				.query((row, number) -> true)
				.list();
			Eventually.holds(() -> stored(added).name().equals("Changed elsewhere"));
		});
	}

	private ProviderSettings google() {
		return Preset.GOOGLE.defaults().withClient(UpstreamClient.of("id", UpstreamAuthentication.SECRET_POST));
	}

	private boolean linked(Provider provider) {
		try {
			link(provider);
			return true;
		}
		catch (LinkTaken ex) {
			return false;
		}
	}

	private boolean removed(Provider provider) {
		try {
			this.providers.remove(provider.id(), this.admin);
			return true;
		}
		catch (ProviderInUse ex) {
			return false;
		}
	}

	private int rows(Provider provider) {
		return this.jdbc.sql("select count(*) from upstream_providers where id = :id")
			.param("id", provider.id().value())
			.query(Integer.class)
			.single();
	}

	private Provider add() throws ProviderRefused {
		return this.providers.add(this.alias, Preset.GOOGLE, google(), SECRET, this.admin);
	}

	private Provider enabled() throws ProviderRefused, NotProved {
		Provider added = add();
		this.providers.proved(added.id(), added.version());
		this.providers.enable(added.id(), this.admin);
		return stored(added);
	}

	private Provider stored(Provider provider) {
		return this.providers.find(provider.id()).orElseThrow();
	}

	private Link link(Provider provider) throws LinkTaken {
		AccountId account = this.beans.getBean(Accounts.class).register(TestAccounts.someone()).id();
		return this.beans.getBean(Links.class)
			.add(account, provider.id(), new UpstreamPerson("https://own.example", UUID.randomUUID().toString(), null,
					false, Map.of(), null));
	}

	private List<String> events(Provider provider) {
		return this.jdbc.sql(
				"select type from audit_events where details ->> 'provider' = :id and account_id = :by order by at, id")
			.param("id", provider.id().toString())
			.param("by", this.admin.value())
			.query(String.class)
			.list();
	}

	private static String hex(String text) {
		return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
	}

}
