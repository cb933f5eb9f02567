package dev.signet.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.signet.AtOnce;
import dev.signet.Eventually;
import dev.signet.LockWaits;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.TestSettings;
import dev.signet.audit.AuditEntries;
import jakarta.validation.Validation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** How accounts end, on a real database. */
@SignetTest
class AccountDeletionTests {

	private static final Duration GRACE = Duration.ofDays(14);

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Accounts accounts;

	@Autowired
	private AccountDeletion deletion;

	@Autowired
	private DeletionSweep sweep;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private MutableClock clock;

	/** Administrators of other tests come back. */
	@AfterEach
	void bringAdministratorsBack() {
		this.jdbc.sql("update account_roles set role = 'ADMIN' where role = 'ADMIN_AWAY'").update();
	}

	@Test
	void sweepWhenDayHasNotComeThenStaysAndAfterwardsIsGoneAndNamesAreFree() {
		NewAccount person = TestAccounts.someone();
		AccountId id = this.accounts.register(person).id();
		assertThat(this.deletion.ask(id)).isPresent();
		this.clock.advance(GRACE.minusMinutes(1));
		this.sweep.sweep();
		assertThat(this.accounts.find(id)).isPresent();
		assertThatExceptionOfType(UsernameTaken.class).isThrownBy(() -> this.accounts.register(person));
		this.clock.advance(Duration.ofMinutes(2));
		this.sweep.sweep();
		assertThat(this.accounts.find(id)).isEmpty();
		assertThat(events(id, "account.deleted")).isOne();
		assertThat(this.accounts.register(person).id()).isNotEqualTo(id);
	}

	@Test
	void sweepWhenTwoNodesAtOnceThenEachIsDeletedOnce() throws Exception {
		List<AccountId> people = Stream.generate(() -> this.accounts.register(TestAccounts.someone()).id())
			.limit(10)
			.toList();
		people.forEach(this.deletion::ask);
		this.clock.advance(GRACE.plusMinutes(1));
		AtOnce.run(4, this.sweep::sweep);
		// Who finds the other at it leaves the rest for the next time
		this.sweep.sweep();
		assertThat(people).allSatisfy((id) -> {
			assertThat(this.accounts.find(id)).isEmpty();
			assertThat(events(id, "account.deleted")).isOne();
		});
	}

	@Test
	void withdrawWhenDayHasComeThenTooLate() {
		AccountId id = this.accounts.register(TestAccounts.someone()).id();
		this.deletion.ask(id);
		AccountGeneration generation = TestAccounts.generation(this.accounts, id);
		this.clock.advance(GRACE.plusSeconds(1));
		assertThat(this.deletion.withdraw(generation)).isEmpty();
		this.sweep.sweep();
		assertThat(this.deletion.withdraw(generation)).isEmpty();
		assertThat(this.deletion.ask(id)).isEmpty();
	}

	@Test
	void askWhenManyAtOnceThenOnceAndTheSameDayForAll() throws Exception {
		AccountId id = this.accounts.register(TestAccounts.someone()).id();
		assertThat(AtOnce.call(8, () -> this.deletion.ask(id).orElseThrow()).stream().distinct()).hasSize(1);
		assertThat(events(id, "account.deletion-asked")).isOne();
	}

	@Test
	void withdrawWhenKeptAndAskedAtOnceThenOneOfBothHolds() throws Exception {
		AccountId id = this.accounts.register(TestAccounts.someone()).id();
		for (int i = 0; i < 10; i++) {
			boolean even = i % 2 == 0;
			Callable<Object> act = () -> even ? this.deletion.ask(id)
					: this.deletion.withdraw(TestAccounts.generation(this.accounts, id));
			AtOnce.call(4, act);
			Account account = this.accounts.find(id).orElseThrow();
			assertThat(account.enabled()).isEqualTo(account.deletionDate().isEmpty());
		}
	}

	@Test
	void askWhenOnlyAdministratorThenRefusedAndTwoWhoLeaveAtOnceLeaveOne() throws Exception {
		this.jdbc.sql("update account_roles set role = 'ADMIN_AWAY' where role = 'ADMIN'").update();
		List<AccountId> admins = Stream
			.generate(() -> this.accounts.register(TestAccounts.someone().holding(Roles.ADMIN)).id())
			.limit(4)
			.toList();
		Queue<AccountId> leaving = new ConcurrentLinkedQueue<>(admins);
		List<Boolean> left = AtOnce.call(admins.size(), () -> left(leaving.remove()));
		assertThat(left).containsOnlyOnce(false);
		AccountId last = admins.stream()
			.filter((id) -> this.accounts.find(id).orElseThrow().enabled())
			.findFirst()
			.orElseThrow();
		assertThatExceptionOfType(LastAdministrator.class).isThrownBy(() -> this.deletion.ask(last));
		assertThatExceptionOfType(LastAdministrator.class).isThrownBy(() -> this.deletion.delete(last));
		assertThat(this.accounts.find(last).orElseThrow().enabled()).isTrue();
		assertThat(events(last, "account.deletion-asked")).isZero();
	}

	@Test
	void askWhenBecomingTheOnlyAdministratorAtOnceThenRefused() throws Exception {
		this.jdbc.sql("update account_roles set role = 'ADMIN_AWAY' where role = 'ADMIN'").update();
		AccountId before = this.accounts.register(TestAccounts.someone().holding(Roles.ADMIN)).id();
		AccountId after = this.accounts.register(TestAccounts.someone()).id();
		CompletableFuture<Boolean> left = this.transaction.execute((status) -> {
			this.accounts.update(after, (account) -> account.giveRole(Roles.ADMIN, this.clock.instant()));
			this.accounts.update(before, (account) -> account.takeRole(Roles.ADMIN, this.clock.instant()));
			CompletableFuture<Boolean> begun = CompletableFuture.supplyAsync(() -> left(after));
			Eventually.holds(() -> begun.isDone() || LockWaits.all(this.jdbc) > 0);
			assertThat(begun).isNotDone();
			return begun;
		});
		assertThat(left.get(1, TimeUnit.MINUTES)).isFalse();
		assertThat(this.accounts.find(after).orElseThrow().enabled()).isTrue();
	}

	@Test
	void withdrawWhenEverybodyWasShutOutSinceThenNotKept() {
		AccountId id = this.accounts.register(TestAccounts.someone()).id();
		this.deletion.ask(id);
		AccountGeneration begun = TestAccounts.generation(this.accounts, id);
		this.transaction.executeWithoutResult((status) -> this.accounts.shutOut(id));
		assertThat(this.deletion.withdraw(begun)).isEmpty();
		assertThat(this.accounts.find(id).orElseThrow().deletionDate()).isPresent();
		assertThat(this.deletion.withdraw(TestAccounts.generation(this.accounts, id)))
			.hasValue(TestAccounts.generation(this.accounts, id));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0s", "30d", "90d" })
	void askWhenGraceIsSetThenThatLong(String grace) {
		DeletionProperties properties = TestSettings.bind("signet.account", DeletionProperties.class, "signet.account",
				Map.of("deletion-grace", grace));
		AccountDeletion set = new AccountDeletion(this.accounts, this.beans.getBean(Administrators.class),
				this.beans.getBean(PostgresDeletions.class), this.beans.getBean(AuditEntries.class), properties,
				(event) -> {
				}, this.clock);
		AccountId id = this.accounts.register(TestAccounts.someone()).id();
		Instant before = this.clock.instant().minusMillis(1);
		Instant date = this.transaction.execute((status) -> set.ask(id).orElseThrow());
		assertThat(date).isBetween(before.plus(DurationStyle.detectAndParse(grace)),
				this.clock.instant().plus(DurationStyle.detectAndParse(grace)));
		this.sweep.sweep();
		assertThat(this.accounts.find(id).isEmpty()).as("at once").isEqualTo(grace.equals("0s"));
	}

	@ParameterizedTest
	@CsvSource({ "14d, true", "90d, true", "91d, false", "-1s, false" })
	void graceWhenSetThenOnlyWhatCanBeHonoured(String grace, boolean taken) {
		DeletionProperties properties = TestSettings.bind("signet.account", DeletionProperties.class, "signet.account",
				Map.of("deletion-grace", grace));
		assertThat(Validation.buildDefaultValidatorFactory().getValidator().validate(properties).isEmpty())
			.isEqualTo(taken);
	}

	@Test
	void deleteWhenOperatorWantsThenAtOnce() {
		AccountId id = this.accounts.register(TestAccounts.someone()).id();
		assertThat(this.deletion.delete(id)).isTrue();
		assertThat(this.deletion.delete(id)).isFalse();
		assertThat(this.accounts.find(id)).isEmpty();
		assertThat(events(id, "account.disabled")).isOne();
		assertThat(events(id, "account.deleted")).isOne();
	}

	private boolean left(AccountId id) {
		try {
			return this.deletion.ask(id).isPresent();
		}
		catch (LastAdministrator ex) {
			return false;
		}
	}

	private int events(AccountId id, String type) {
		return this.jdbc.sql("select count(*) from audit_events where account_id = :id and type = :type")
			.param("id", id.value())
			.param("type", type)
			.query(Integer.class)
			.single();
	}

}
