package dev.signet.directory;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.signet.AtOnce;
import dev.signet.Eventually;
import dev.signet.LockWaits;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.Roles;
import dev.signet.account.TestAccounts;
import dev.signet.linking.WaysIn;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which people of directories own which accounts, and who asks when whether they are
 * there.
 */
@SignetTest
class DirectoryLinksTests {

	@Autowired
	private BeanFactory beans;

	@Autowired
	private DirectoryLinks links;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MutableClock clock;

	private final TestDirectoryServer server = new TestDirectoryServer();

	private Directory directory;

	private AccountId account;

	@BeforeEach
	void setUp() {
		this.directory = TestDirectories.enabled(this.beans, TestDirectories.settings(this.server));
		this.account = someone();
	}

	@AfterEach
	void tearDown() {
		TestDirectories.disable(this.beans, this.directory);
		this.server.close();
	}

	@Test
	void addWhenManyAtOnceThenOneAccountHasThePerson() throws Exception {
		DirectoryPerson person = person();
		assertThat(AtOnce.call(8, () -> this.links.add(this.directory, person, someone()).isPresent()))
			.filteredOn(Boolean::booleanValue)
			.hasSize(1);
	}

	/** Else the person would be linked by what somebody else may be known by now. */
	@Test
	void addWhenTheSubjectIsMadeAnotherAtThatMomentThenNothing() {
		DirectorySettings before = this.directory.settings();
		DirectorySettings after = byMail(before);
		CompletableFuture<Boolean> added = new CompletableFuture<>();
		this.beans.getBean(TransactionTemplate.class).executeWithoutResult((status) -> {
			TestDirectories.change(this.beans, this.directory, after, this.account);
			added.completeAsync(() -> this.links.add(this.directory, person(), this.account).isPresent());
			Eventually.holds(() -> LockWaits.all(this.jdbc) > 0);
		});
		assertThatExceptionOfType(CompletionException.class).isThrownBy(added::join)
			.withCauseInstanceOf(DirectoryChangedMeanwhile.class);
		assertThat(this.links.of(this.account)).isEmpty();
	}

	@Test
	void restoreWhenSomebodyElseLinksAtTheSameMomentThenOneHasThePerson() throws Exception {
		for (int i = 0; i < 10; i++) {
			DirectoryPerson person = person();
			DirectoryLink link = this.links.add(this.directory, person, this.account).orElseThrow();
			this.links.remove(link.id(), this.account, this.account);
			AccountId other = someone();
			CountDownLatch start = new CountDownLatch(2);
			AtomicInteger turn = new AtomicInteger();
			List<Boolean> won = AtOnce.call(2, () -> {
				boolean restores = turn.getAndIncrement() == 0;
				start.countDown();
				start.await();
				return restores ? restoredInATransaction(link)
						: this.links.add(this.directory, person, other).isPresent();
			});
			assertThat(won).filteredOn(Boolean::booleanValue).hasSize(1);
		}
	}

	/** Which goes on when somebody else was faster. */
	private boolean restoredInATransaction(DirectoryLink link) {
		return Boolean.TRUE.equals(this.beans.getBean(TransactionTemplate.class)
			.execute((status) -> this.links.restore(link.id(), this.account)));
	}

	@Test
	void restoreWhenAfterThirtyDaysThenNothingAndTheSweepForgetsIt() {
		DirectoryLink link = this.links.add(this.directory, person(), this.account).orElseThrow();
		this.links.remove(link.id(), this.account, this.account);
		this.clock.advance(Duration.ofDays(29));
		this.beans.getBean(DirectoryLinkSweep.class).sweep();
		assertThat(this.links.withRemoved(this.account)).hasSize(1);
		this.clock.advance(Duration.ofDays(1).plusSeconds(1));
		assertThat(this.links.restore(link.id(), this.account)).isFalse();
		assertThat(this.links.withRemoved(this.account)).isEmpty();
		this.beans.getBean(DirectoryLinkSweep.class).sweep();
		assertThat(this.jdbc.sql("select count(*) from directory_links where id = :id")
			.param("id", link.id())
			.query(Integer.class)
			.single()).isZero();
	}

	@Test
	void claimWhenManyNodesThenEachPersonIsAskedForOnceAndAgainLater() throws Exception {
		for (int i = 0; i < 12; i++) {
			this.links.add(this.directory, person(), this.account);
		}
		PostgresPresence rows = this.beans.getBean(PostgresPresence.class);
		Instant due = this.clock.instant().plus(Duration.ofHours(1));
		Instant until = due.plus(Duration.ofMinutes(5));
		List<UUID> claimed = AtOnce.call(4, () -> rows.claim(this.directory.id(), due, until, 4))
			.stream()
			.flatMap(List::stream)
			.map(PostgresPresence.Due::id)
			.toList();
		assertThat(claimed).doesNotHaveDuplicates();
		List<UUID> rest = rows.claim(this.directory.id(), due, until, 50)
			.stream()
			.map(PostgresPresence.Due::id)
			.toList();
		assertThat(rest).hasSize(12 - claimed.size()).doesNotContainAnyElementsOf(claimed);
		assertThat(rows.claim(this.directory.id(), until, until, 50)).hasSize(12);
	}

	@Test
	void missedWhenLastAdministratorThenRoleStaysUntilThereIsAnother() {
		DirectoryLink link = administrator(this.account);
		this.jdbc.sql("update account_roles set role = 'ADMIN_AWAY' where role = 'ADMIN' and account_id <> :id")
			.param("id", this.account.value())
			.update();
		try {
			miss(link);
			miss(link);
			assertThat(goneSince()).isNotNull();
			assertThat(account().roles()).contains(Roles.ADMIN);
			assertThat(account().enabled()).isTrue();
		}
		finally {
			this.jdbc.sql("update account_roles set role = 'ADMIN' where role = 'ADMIN_AWAY'").update();
		}
		this.beans.getBean(Accounts.class).register(TestAccounts.someone().holding(Roles.ADMIN));
		miss(link);
		assertThat(account().roles()).doesNotContain(Roles.ADMIN);
		assertThat(account().suspended()).isTrue();
	}

	@Test
	void removeWhenLastAdministratorThenRoleStaysAndIsKnownToBeOfTheLink() {
		DirectoryLink link = administrator(this.account);
		this.jdbc.sql("update account_roles set role = 'ADMIN_AWAY' where role = 'ADMIN' and account_id <> :id")
			.param("id", this.account.value())
			.update();
		try {
			this.links.remove(link.id(), this.account, this.account);
			assertThat(account().roles()).contains(Roles.ADMIN);
		}
		finally {
			this.jdbc.sql("update account_roles set role = 'ADMIN' where role = 'ADMIN_AWAY'").update();
		}
		this.beans.getBean(Accounts.class).register(TestAccounts.someone().holding(Roles.ADMIN));
		this.links.restore(link.id(), this.account);
		this.links.used(link, this.directory, person());
		assertThat(account().roles()).doesNotContain(Roles.ADMIN);
	}

	/** It is noted with the first of them only. */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void takeWhenAnotherLinkGivesTheSameThenItsNextLookGivesIt(boolean ended) {
		Directory ruling = instead(byMail(TestDirectories.settings(this.server,
				new DirectoryRule("editors", DirectoryRule.Kind.ROLE, "EDITOR"))));
		this.server.group("editors", this.server.person("two", "a password", "two@example.test"));
		DirectoryGroups editors = new DirectoryGroups(Set.of("editors"), true);
		DirectoryLink first = this.links.add(ruling, person(), this.account).orElseThrow();
		DirectoryLink second = this.links.add(ruling, person("two@example.test"), this.account).orElseThrow();
		Presence presence = this.beans.getBean(Presence.class);
		presence.regrouped(first.id(), ruling, editors, this.clock.instant());
		presence.regrouped(second.id(), ruling, editors, this.clock.instant());
		if (ended) {
			this.links.remove(first.id(), this.account, this.account);
		}
		else {
			presence.regrouped(first.id(), ruling, DirectoryGroups.NONE, this.clock.instant());
		}
		assertThat(account().roles()).doesNotContain("EDITOR");
		this.beans.getBean(PresentGroups.class)
			.follow(ruling, Map.of(second.subject(), second.id()), this.clock.instant());
		assertThat(account().roles()).contains("EDITOR");
	}

	/** The look that finds that there is another one brings nothing new of the groups. */
	@Test
	void lookWhenLastAdministratorLeftTheGroupThenRoleIsTakenOnceThereIsAnother() {
		DirectoryLink link = administrator(this.account);
		this.jdbc.sql("update account_roles set role = 'ADMIN_AWAY' where role = 'ADMIN' and account_id <> :id")
			.param("id", this.account.value())
			.update();
		try {
			followGroups(link);
			assertThat(account().roles()).contains(Roles.ADMIN);
		}
		finally {
			this.jdbc.sql("update account_roles set role = 'ADMIN' where role = 'ADMIN_AWAY'").update();
		}
		this.beans.getBean(Accounts.class).register(TestAccounts.someone().holding(Roles.ADMIN));
		followGroups(link);
		assertThat(account().roles()).doesNotContain(Roles.ADMIN);
	}

	/** Others lock all administrators in order, so accounts are not held before them. */
	@ParameterizedTest
	@EnumSource
	void holdWhenAdministratorsAreLockedInOrderAtTheSameTimeThenNobodyBlocksAnybody(Act act) {
		Accounts accounts = this.beans.getBean(Accounts.class);
		List<AccountId> inOrder = Stream
			.generate(() -> accounts.register(TestAccounts.someone().holding(Roles.ADMIN)).id())
			.limit(2)
			.sorted(Comparator.comparing(AccountId::toString))
			.toList();
		AccountId owner = inOrder.get(1);
		DirectoryLink link = this.links.add(this.directory, person(), owner).orElseThrow();
		if (act == Act.SUSPEND) {
			miss(link);
		}
		else {
			this.links.add(this.directory, person(), owner);
		}
		CompletableFuture<Void> done = new CompletableFuture<>();
		this.beans.getBean(TransactionTemplate.class).executeWithoutResult((status) -> {
			accounts.hold(inOrder.get(0));
			done.completeAsync(() -> {
				switch (act) {
					case END -> this.links.remove(link.id(), owner, owner);
					case UNLINK -> this.beans.getBean(WaysIn.class).unlinkDirectory(owner, link.id());
					case SUSPEND -> miss(link);
				}
				return null;
			});
			Eventually.holds(() -> LockWaits.all(this.jdbc) > 0);
			if (act != Act.SUSPEND) {
				// As a sign-in that was faster
				this.jdbc.sql("update directory_links set roles = '{ADMIN}' where id = :id")
					.param("id", link.id())
					.update();
			}
			accounts.hold(owner);
		});
		done.join();
		Account after = accounts.find(owner).orElseThrow();
		assertThat((act == Act.SUSPEND) ? after.enabled() : after.roles().contains(Roles.ADMIN)).isFalse();
	}

	/** An entry that is moved is in neither place for a moment. */
	@Test
	void missedWhenAgainWithinFiveMinutesThenNotGoneAndAskedForAgainAfterThem() {
		Presence presence = this.beans.getBean(Presence.class);
		DirectoryLink link = this.links.add(this.directory, person(), this.account).orElseThrow();
		presence.missed(link.id(), this.directory, this.clock.instant());
		Instant first = this.beans.getBean(PostgresPresence.class).missedSince(link.id()).orElseThrow();
		presence.missed(link.id(), this.directory, first.plus(Presence.SOON).minusSeconds(1));
		assertThat(goneSince()).isNull();
		assertThat(this.jdbc.sql("select look_at from directory_links where id = :id")
			.param("id", link.id())
			.query(OffsetDateTime.class)
			.single()
			.toInstant()).isEqualTo(first.plus(Presence.SOON));
		presence.missed(link.id(), this.directory, first.plus(Presence.SOON));
		assertThat(goneSince()).isNotNull();
	}

	/** What it says by settings of before says nothing. */
	@Test
	void presenceWhenTheDirectoryIsChangedAfterItWasAskedThenNothing() {
		Presence presence = this.beans.getBean(Presence.class);
		PostgresPresence rows = this.beans.getBean(PostgresPresence.class);
		Directory ruling = instead(
				TestDirectories.settings(this.server, new DirectoryRule("editors", DirectoryRule.Kind.ROLE, "EDITOR")));
		DirectoryLink link = this.links.add(ruling, person(), this.account).orElseThrow();
		Instant askedAt = this.clock.instant();
		TestDirectories.change(this.beans, ruling, TestDirectories.settings(this.server), this.account);
		Directory changed = this.beans.getBean(Directories.class).fresh(ruling.id());
		presence.regrouped(link.id(), ruling, new DirectoryGroups(Set.of("editors"), true), askedAt);
		assertThat(account().roles()).doesNotContain("EDITOR");
		presence.missed(link.id(), ruling, askedAt);
		assertThat(rows.missedSince(link.id())).isEmpty();
		presence.missed(link.id(), changed, askedAt);
		presence.found(link.id(), ruling);
		assertThat(rows.missedSince(link.id())).isPresent();
		TestDirectories.disable(this.beans, changed);
		presence.found(link.id(), changed);
		assertThat(rows.missedSince(link.id())).isPresent();
	}

	/** Nobody can tell which of them is meant; that is nothing about others. */
	@Test
	void followGroupsWhenTwoCountAsOnePersonThenTheyKeepWhatTheyHave() {
		Directory shared = instead(byMail(TestDirectories.settings(this.server,
				new DirectoryRule("editors", DirectoryRule.Kind.ROLE, "EDITOR"))));
		this.server.person("one", "a password", "shared@example.test");
		this.server.person("two", "a password", "shared@example.test");
		this.server.group("editors", this.server.person("three", "a password", "own@example.test"));
		Instant now = this.clock.instant();
		DirectoryLink link = this.links.add(shared, person("shared@example.test"), this.account).orElseThrow();
		this.beans.getBean(Presence.class)
			.regrouped(link.id(), shared, new DirectoryGroups(Set.of("editors"), true), now);
		AccountId third = someone();
		DirectoryLink own = this.links.add(shared, person("own@example.test"), third).orElseThrow();
		this.beans.getBean(PresentGroups.class)
			.follow(shared, Map.of(link.subject(), link.id(), own.subject(), own.id()), now);
		assertThat(account().roles()).contains("EDITOR");
		assertThat(this.beans.getBean(Accounts.class).find(third).orElseThrow().roles()).contains("EDITOR");
	}

	/** What goes wrong with one is not to keep the others in. */
	@Test
	void workWhenADirectoryAndAPersonCannotBeLookedAtThenAllOthersAre() {
		this.server.person("there", "a password");
		Directory second = TestDirectories.enabled(this.beans, TestDirectories.settings(this.server));
		Presence presence = this.beans.getBean(Presence.class);
		Directories directories = this.beans.getBean(Directories.class);
		Set<DirectoryId> asked = new HashSet<>();
		Set<UUID> noted = new HashSet<>();
		PostgresPresence rows = new PostgresPresence(this.jdbc) {
			@Override
			List<Due> claim(DirectoryId directoryId, Instant now, Instant until, int batch) {
				if (asked.add(directoryId) && asked.size() == 1) {
					throw new IllegalStateException("The directory cannot be looked at");
				}
				return super.claim(directoryId, now, until, batch);
			}
		};
		DirectoryCheckProperties check = this.beans.getBean(DirectoryCheckProperties.class);
		Presence broken = new Presence(this.links, rows, check, (event) -> {
		}, this.clock) {
			@Override
			public void missed(UUID linkId, Directory asked, Instant askedAt) {
				if (noted.add(linkId) && noted.size() == 1) {
					throw new IllegalStateException("The person cannot be looked at");
				}
				presence.missed(linkId, asked, askedAt);
			}
		};
		for (Directory each : List.of(this.directory, second)) {
			this.links.add(each, person(), this.account);
			this.links.add(each, person(), this.account);
		}
		this.clock.advance(Duration.ofHours(1));
		PresenceWatch watch = new PresenceWatch(new DirectoryRounds(directories),
				this.beans.getBean(DirectoryPeople.class), rows, broken, check, this.clock);
		try {
			watch.work();
		}
		finally {
			watch.destroy();
			TestDirectories.disable(this.beans, second);
		}
		assertThat(noted).as("two of one directory").hasSize(2);
		assertThat(noted.stream().filter((id) -> rows.missedSince(id).isPresent())).hasSize(1);
	}

	@Test
	void everyWhenTooOftenThenRefused() {
		assertThat(new DirectoryCheckProperties(Duration.ZERO).isEveryPossible()).isTrue();
		assertThat(new DirectoryCheckProperties(Duration.ZERO).off()).isTrue();
		assertThat(new DirectoryCheckProperties(Duration.ofMinutes(5)).isEveryPossible()).isTrue();
		assertThat(new DirectoryCheckProperties(Duration.ofMinutes(4)).isEveryPossible()).isFalse();
		assertThat(new DirectoryCheckProperties(Duration.ofMinutes(-5)).isEveryPossible()).isFalse();
	}

	/** Another directory than that of the other tests. */
	private Directory instead(DirectorySettings settings) {
		TestDirectories.disable(this.beans, this.directory);
		this.directory = TestDirectories.enabled(this.beans, settings);
		return this.directory;
	}

	/** Whoever has an address is known by it. */
	private static DirectorySettings byMail(DirectorySettings settings) {
		PeopleSearch people = new PeopleSearch(settings.people().base(), settings.people().filter(), "mail", "uid",
				"mail", "givenName", "sn");
		return new DirectorySettings(settings.name(), settings.server(), people, settings.groups(), settings.names(),
				settings.accounts(), settings.passwordPage());
	}

	/** By no rules, so the directory need not be asked. */
	private void followGroups(DirectoryLink link) {
		this.beans.getBean(PresentGroups.class)
			.follow(this.directory, Map.of(link.subject(), link.id()), this.clock.instant());
	}

	/** As if a rule of the directory gave the role. */
	private DirectoryLink administrator(AccountId accountId) {
		DirectoryLink link = this.links.add(this.directory, person(), accountId).orElseThrow();
		this.beans.getBean(Accounts.class)
			.update(accountId, (account) -> account.giveRole(Roles.ADMIN, account.createdAt()));
		this.jdbc.sql("update directory_links set roles = '{ADMIN}' where id = :id").param("id", link.id()).update();
		return link;
	}

	private void miss(DirectoryLink link) {
		this.clock.advance(Presence.SOON);
		this.beans.getBean(Presence.class).missed(link.id(), this.directory, this.clock.instant());
	}

	private Account account() {
		return this.beans.getBean(Accounts.class).find(this.account).orElseThrow();
	}

	private @Nullable Instant goneSince() {
		return this.links.of(this.account).get(0).goneSince();
	}

	private AccountId someone() {
		return this.beans.getBean(Accounts.class).register(TestAccounts.someone()).id();
	}

	private static DirectoryPerson person() {
		return person(UUID.randomUUID().toString());
	}

	private static DirectoryPerson person(String subject) {
		return new DirectoryPerson(subject, "ada", "ada", null, null, null, Set.of(), true);
	}

	/** What needs an administrator. */
	private enum Act {

		END, UNLINK, SUSPEND

	}

}
