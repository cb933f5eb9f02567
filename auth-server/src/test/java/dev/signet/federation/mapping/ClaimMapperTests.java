package dev.signet.federation.mapping;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import dev.signet.AtOnce;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.AccountDeletion;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.GroupName;
import dev.signet.account.Groups;
import dev.signet.account.PhoneNumber;
import dev.signet.account.Profile;
import dev.signet.account.RolesChanged;
import dev.signet.account.TestAccounts;
import dev.signet.federation.TestUpstream;
import dev.signet.federation.link.Link;
import dev.signet.federation.link.LinkTaken;
import dev.signet.federation.link.Links;
import dev.signet.federation.preset.Preset;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderId;
import dev.signet.federation.provider.ProviderState;
import dev.signet.federation.settings.ClaimMapping;
import dev.signet.federation.settings.ClaimMapping.Kind;
import dev.signet.federation.settings.ClaimMapping.ProfileRule;
import dev.signet.federation.settings.ClaimMapping.RoleRule;
import dev.signet.federation.settings.ClaimMapping.When;
import dev.signet.federation.settings.ProviderSettings;
import dev.signet.federation.settings.UpstreamClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;

@SignetTest
@RecordApplicationEvents
class ClaimMapperTests {

	private final String team = "Team " + TestAccounts.name();

	private final String hand = "Hand " + TestAccounts.name();

	@Autowired
	private ClaimMapper mapper;

	@Autowired
	private MappedRoles mappedRoles;

	@Autowired
	private Accounts accounts;

	@Autowired
	private Groups groups;

	@Autowired
	private Links links;

	@Autowired
	private AccountDeletion deletion;

	@Autowired
	private BeanFactory beans;

	@Autowired
	private TransactionOperations transactions;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MutableClock clock;

	// What a mapping makes of claims

	@Test
	void mapThenProfileHasWhatKeepsItsRules() {
		MappedPerson person = map(
				profile("given_name", "given_name", "surname", "family_name", "locale", "locale", "address.country",
						"address.country", "tel", "phone_number", "born", "birthdate"),
				Map.of("given_name", "  Ada ", "surname", "Lovelace", "locale", "en_GB", "address",
						Map.of("country", "UK"), "tel", "+44 20 7946 0000", "born", 1815));
		assertThat(person.profile()).containsOnly(Map.entry("given_name", "Ada"), Map.entry("family_name", "Lovelace"),
				Map.entry("locale", "en-GB"), Map.entry("address.country", "UK"),
				Map.entry("phone_number", "+44 20 7946 0000"), Map.entry("birthdate", "1815"));
		assertThat(person.unusable()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "given_name, 'A\\0da', account.profile.name", "given_name, 'A\\nda', account.profile.name",
			"picture, javascript:alert(1), account.profile.url", "website, //evil.example, account.profile.url",
			"birthdate, yesterday, account.profile.birthdate", "zoneinfo, Middle/Earth, account.profile.zoneinfo",
			"locale, '<b>', account.profile.locale", "phone_number, 911, account.phone.form" })
	void mapWhenValueBreaksARuleThenItIsLeftOutAndNamed(String field, String value, String key) {
		MappedPerson person = map(profile("claim", field, "nickname", "nickname"),
				Map.of("claim", value.translateEscapes(), "nickname", "Addy"));
		assertThat(person.profile()).containsOnly(Map.entry("nickname", "Addy"));
		assertThat(person.unusable()).containsExactly(new UnusableClaim("claim", field, key));
		assertThat(person.unusable().toString() + person).doesNotContain(value);
	}

	@Test
	void mapWhenClaimIsLongOrNoTextThenItIsLeftOutAndNamed() {
		ClaimMapping mapping = profile("claim", "nickname");
		assertThat(map(mapping, Map.of("claim", "x".repeat(500_000))).unusable()).extracting(UnusableClaim::messageKey)
			.containsExactly("account.profile.name");
		assertThat(map(mapping, Map.of("claim", List.of("a"))).unusable()).extracting(UnusableClaim::messageKey)
			.containsExactly("federation.mapping.no-text");
		assertThat(map(mapping, Map.of("claim", "  ")).profile()).isEmpty();
		assertThat(map(mapping, Map.of()).unusable()).isEmpty();
	}

	@Test
	void mapWhenSeveralRulesFillAFieldThenTheFirstThatFindsSomething() {
		ClaimMapping mapping = profile("nick", "nickname", "login", "nickname", "email", ClaimMapping.EMAIL);
		assertThat(map(mapping, Map.of("login", "ada", "email", "a@b.example")).profile())
			.containsOnly(Map.entry("nickname", "ada"));
		assertThat(map(mapping, Map.of("nick", "Addy", "login", "ada")).profile())
			.containsOnly(Map.entry("nickname", "Addy"));
	}

	@Test
	void mapWhenClaimIsTextListOrBooleanThenRolesAndGroupsByValue() {
		ClaimMapping mapping = roles(When.EACH, rule("groups", "staff", Kind.ROLE, "EDITOR"),
				rule("realm_access.roles", "dev", Kind.GROUP, this.team),
				rule("employee", "true", Kind.ROLE, "EMPLOYEE"), rule("level", "7", Kind.ROLE, "SEVEN"),
				rule("groups", "Staff", Kind.ROLE, "OTHER_CASE"), rule("nothing", "staff", Kind.ROLE, "NOBODY"));
		Map<String, Object> claims = Map.of("groups", Arrays.asList("guest", null, "staff"), "realm_access",
				Map.of("roles", "dev"), "employee", true, "level", 7);
		MappedPerson person = map(mapping, claims);
		assertThat(person.roles()).containsExactlyInAnyOrder("EDITOR", "EMPLOYEE", "SEVEN");
		assertThat(person.groups()).containsExactly(this.team);
	}

	@Test
	void mapWhenRuleGivesAdminThenOnlyIfTheSettingAllowsIt() {
		ClaimMapping mapping = roles(When.EACH, rule("groups", "boss", Kind.ROLE, "ADMIN"));
		Map<String, Object> claims = Map.of("groups", List.of("boss"));
		MappedPerson person = map(mapping, claims);
		assertThat(person.roles()).isEmpty();
		assertThat(person.unusable()).containsExactly(new UnusableClaim("groups", "ADMIN", "federation.mapping.admin"));
		assertThat(allowing().map(provider(mapping), person(claims)).roles()).containsExactly("ADMIN");
	}

	// What is kept of it

	@Test
	void applyWhenFirstThenFillsWhatIsNotKnownAndOnlyOnce() {
		AccountId id = someone();
		this.accounts.update(id, (account) -> account.changeProfile(Profile.named("Augusta", null), now()));
		Provider provider = stored(
				profile("given_name", "given_name", "family_name", "family_name", "tel", "phone_number"));
		signIn(id, provider, Map.of("given_name", "Ada", "family_name", "Byron", "tel", "+442079460000"), true);
		assertThat(account(id).profile()).isEqualTo(Profile.named("Augusta", "Byron"));
		assertThat(account(id).phoneNumber()).contains(new PhoneNumber("+442079460000"));
		assertThat(account(id).phoneNumberVerified()).isFalse();
		signIn(id, provider, Map.of("given_name", "Ada", "family_name", "Lovelace"), false);
		assertThat(account(id).profile()).isEqualTo(Profile.named("Augusta", "Byron"));
	}

	@Test
	void applyWhenEachThenReplacesButForgetsNothingThatDidNotCome() {
		AccountId id = someone();
		this.accounts.update(id, (account) -> account.changePhoneNumber(new PhoneNumber("+442079460000"), true, now()));
		Provider provider = stored(
				new ClaimMapping(
						List.of(new ProfileRule("given_name", "given_name"),
								new ProfileRule("family_name", "family_name"), new ProfileRule("tel", "phone_number")),
						List.of(), When.EACH));
		signIn(id, provider, Map.of("given_name", "Ada", "family_name", "Byron", "tel", "+442079460000"), true);
		assertThat(account(id).phoneNumberVerified()).as("the same number").isTrue();
		signIn(id, provider, Map.of("family_name", "Lovelace", "tel", "+442079460001"), false);
		assertThat(account(id).profile()).isEqualTo(Profile.named("Ada", "Lovelace"));
		assertThat(account(id).phoneNumberVerified()).as("another one").isFalse();
	}

	@Test
	void applyWhenUpstreamTakesAwayThenWhatTheMappingGaveIsGoneAndWhatHandsGaveStays(
			@Autowired ApplicationEvents events) {
		AccountId id = someone();
		this.accounts.update(id, (account) -> account.giveRole("EDITOR", now()));
		this.groups.assign(id, List.of(new GroupName(this.hand)));
		Provider provider = stored(roles(When.EACH, rule("groups", "editors", Kind.ROLE, "EDITOR"),
				rule("groups", "authors", Kind.ROLE, "AUTHOR"), rule("groups", "team", Kind.GROUP, this.team),
				rule("groups", "hand", Kind.GROUP, this.hand)));
		signIn(id, provider, groups("editors", "authors", "team", "hand"), true);
		assertThat(account(id).roles()).containsExactlyInAnyOrder("EDITOR", "AUTHOR");
		assertThat(account(id).groups()).containsExactlyInAnyOrder(this.team, this.hand);
		signIn(id, provider, groups("editors"), false);
		assertThat(account(id).roles()).containsExactly("EDITOR");
		assertThat(account(id).groups()).containsExactly(this.hand);
		signIn(id, provider, groups(), false);
		assertThat(account(id).roles()).containsExactly("EDITOR");
		assertThat(account(id).groups()).containsExactly(this.hand);
		assertThat(events.stream(RolesChanged.class).filter((event) -> event.accountId().equals(id))).containsExactly(
				new RolesChanged(id, Set.of("EDITOR"), Set.of()), new RolesChanged(id, Set.of("AUTHOR"), Set.of()),
				new RolesChanged(id, Set.of(), Set.of("AUTHOR")));
		assertThat(rows(id)).isZero();
	}

	@Test
	void applyWhenMappingCountsOnceThenGivesOnceAndTakesAlways() {
		AccountId id = someone();
		Provider provider = stored(roles(When.FIRST, rule("groups", "authors", Kind.ROLE, "AUTHOR"),
				rule("groups", "editors", Kind.ROLE, "EDITOR")));
		signIn(id, provider, groups("authors"), true);
		signIn(id, provider, groups("authors", "editors"), false);
		assertThat(account(id).roles()).containsExactly("AUTHOR");
		signIn(id, provider, groups("editors"), false);
		assertThat(account(id).roles()).isEmpty();
	}

	@Test
	void applyWhenTwoProvidersSaySoThenItGoesWithTheLast() {
		AccountId id = someone();
		ClaimMapping mapping = roles(When.EACH, rule("groups", "authors", Kind.ROLE, "AUTHOR"));
		Provider one = stored(mapping);
		Provider other = stored(mapping);
		signIn(id, one, groups("authors"), true);
		signIn(id, other, groups("authors"), true);
		signIn(id, one, groups(), false);
		assertThat(account(id).roles()).containsExactly("AUTHOR");
		signIn(id, other, groups(), false);
		assertThat(account(id).roles()).isEmpty();
	}

	@Test
	void applyWhenManySignInsAtOnceThenAllPassAndOneOfEachIsKept() throws Exception {
		AccountId id = someone();
		Provider provider = stored(roles(When.EACH, rule("groups", "authors", Kind.ROLE, "AUTHOR"),
				rule("groups", "team", Kind.GROUP, this.team)));
		AtOnce.run(8, () -> signIn(id, provider, groups("authors", "team"), true));
		assertThat(account(id).roles()).containsExactly("AUTHOR");
		assertThat(account(id).groups()).containsExactly(this.team);
		assertThat(rows(id)).isEqualTo(2);
		AtOnce.run(8, () -> signIn(id, provider, groups(), false));
		assertThat(account(id).roles()).isEmpty();
		assertThat(rows(id)).isZero();
	}

	@Test
	void applyWhenLastAdministratorWouldGoThenStaysUntilThereIsAnother() {
		this.jdbc.sql("update account_roles set role = 'ADMIN_AWAY' where role = 'ADMIN'").update();
		try {
			AccountId id = someone();
			Provider provider = stored(roles(When.EACH, rule("groups", "boss", Kind.ROLE, "ADMIN")));
			signIn(id, provider, groups("boss"), true);
			assertThat(account(id).roles()).containsExactly("ADMIN");
			signIn(id, provider, groups(), false);
			assertThat(account(id).roles()).as("nobody else is one").containsExactly("ADMIN");
			AccountId another = someone();
			this.accounts.update(another, (account) -> account.giveRole("ADMIN", now()));
			signIn(id, provider, groups(), false);
			assertThat(account(id).roles()).isEmpty();
			this.accounts.update(another, (account) -> account.takeRole("ADMIN", now()));
		}
		finally {
			this.jdbc.sql("update account_roles set role = 'ADMIN' where role = 'ADMIN_AWAY'").update();
		}
	}

	@Test
	void unlinkThenWhatTheProviderGaveIsGone() throws LinkTaken {
		AccountId id = someone();
		this.accounts.update(id, (account) -> account.giveRole("EDITOR", now()));
		Provider provider = stored(roles(When.EACH, rule("groups", "authors", Kind.ROLE, "AUTHOR")));
		Link link = this.links.add(id, provider.id(), person(Map.of()));
		Link second = this.links.add(id, provider.id(), person(Map.of()));
		signIn(id, provider, groups("authors"), true);
		this.links.remove(second.id(), id);
		assertThat(account(id).roles()).as("another link is left").containsExactlyInAnyOrder("EDITOR", "AUTHOR");
		this.links.remove(link.id(), id);
		assertThat(account(id).roles()).containsExactly("EDITOR");
	}

	@Test
	void deleteAccountThenNoRowIsLeft() {
		AccountId id = someone();
		Provider provider = stored(roles(When.EACH, rule("groups", "authors", Kind.ROLE, "AUTHOR")));
		signIn(id, provider, groups("authors"), true);
		assertThat(rows(id)).isOne();
		this.deletion.delete(id);
		assertThat(rows(id)).isZero();
	}

	private MappedPerson map(ClaimMapping mapping, Map<String, Object> claims) {
		return this.mapper.map(provider(mapping), person(claims));
	}

	/** As somebody who comes from there, with every role that a mapping can give. */
	private void signIn(AccountId id, Provider provider, Map<String, Object> claims, boolean first) {
		ClaimMapper allowing = allowing();
		this.transactions.executeWithoutResult(
				(status) -> allowing.apply(id, provider, allowing.map(provider, person(claims)), first));
	}

	private ClaimMapper allowing() {
		return new ClaimMapper(this.accounts, this.mappedRoles, new MappingProperties(true), this.clock);
	}

	private static ClaimMapping profile(String... rules) {
		return new ClaimMapping(Stream.iterate(0, (i) -> i < rules.length, (i) -> i + 2)
			.map((i) -> new ProfileRule(rules[i], rules[i + 1]))
			.toList(), List.of(), When.FIRST);
	}

	private static ClaimMapping roles(When when, RoleRule... rules) {
		return new ClaimMapping(List.of(), List.of(rules), when);
	}

	private static RoleRule rule(String claim, String value, Kind kind, String name) {
		return new RoleRule(claim, value, kind, name);
	}

	private static Map<String, Object> groups(String... names) {
		return Map.of("groups", List.of(names));
	}

	private static Provider provider(ClaimMapping mapping) {
		Instant made = Instant.parse("2026-01-01T00:00:00Z");
		return new Provider(ProviderId.random(), "somewhere", Preset.OPENID_CONNECT,
				Preset.OPENID_CONNECT.defaults().withMapping(mapping), ProviderState.ENABLED, true, 1, made, made,
				null);
	}

	private Provider stored(ClaimMapping mapping) {
		ProviderSettings google = Preset.GOOGLE.defaults();
		return TestUpstream.provider(this.beans, Preset.GOOGLE,
				google.withMapping(mapping).withClient(UpstreamClient.of("signet", google.client().authentication())),
				"secret");
	}

	private static UpstreamPerson person(Map<String, Object> claims) {
		return new UpstreamPerson("https://somewhere.example", UUID.randomUUID().toString(), null, false,
				new HashMap<>(claims), null);
	}

	private AccountId someone() {
		return this.accounts.register(TestAccounts.someone()).id();
	}

	private Account account(AccountId id) {
		return this.accounts.find(id).orElseThrow();
	}

	private int rows(AccountId id) {
		return this.jdbc.sql("select count(*) from mapped_roles where account_id = :id")
			.param("id", id.value())
			.query(Integer.class)
			.single();
	}

	private Instant now() {
		return this.clock.instant();
	}

}
