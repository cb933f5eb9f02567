package dev.signet.account;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import dev.signet.SignetTest;
import dev.signet.SqlCounter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@SignetTest
@RecordApplicationEvents
class AccountsTests {

	private static final int CALLERS = 20;

	@Autowired
	Accounts accounts;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	SqlCounter sql;

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	Clock clock;

	@Test
	void changeEmailWhenFreeThenTheNewOneIsMainAndVerifiedAndTheOldOneIsFree() {
		Account account = this.accounts.register(TestAccounts.someone());
		EmailAddress old = new EmailAddress(account.emailAddress());
		EmailAddress address = new EmailAddress(TestAccounts.name() + "@people.example");
		assertThat(this.accounts.changeEmail(account.id(), address, false)).isTrue();
		Account now = this.accounts.find(account.id()).orElseThrow();
		assertThat(now.emailAddress()).isEqualTo(address.value());
		assertThat(now.emailVerified()).isTrue();
		assertThat(now.version()).isGreaterThan(account.version());
		assertThat(this.accounts.findByLogin(old.value())).isEmpty();
		assertThat(this.accounts.findByLogin(address.value())).isPresent();
	}

	@Test
	void changeEmailWhenAnotherAccountHasItInAnyCaseThenNothingIsChanged() {
		Account account = this.accounts.register(TestAccounts.someone());
		Account other = this.accounts.register(TestAccounts.someone());
		EmailAddress taken = new EmailAddress(other.emailAddress().toUpperCase(Locale.ROOT));
		assertThat(this.accounts.changeEmail(account.id(), taken, false)).isFalse();
		assertThat(this.accounts.find(account.id()).orElseThrow().emailAddress()).isEqualTo(account.emailAddress());
		assertThat(this.accounts.find(other.id()).orElseThrow().emailAddress()).isEqualTo(other.emailAddress());
	}

	@Test
	void registerWhenNewThenFoundByEveryKey(@Autowired ApplicationEvents events) {
		NewAccount someone = TestAccounts.someone().named("Ada", "Byron").verified().holding(Roles.USER, "EDITOR");
		Account made = this.accounts.register(someone);
		assertThat(events.stream(AccountRegistered.class))
			.containsExactly(new AccountRegistered(made.id(), made.roles()));
		String name = someone.username().value();
		assertThat(this.accounts.find(made.id())).hasValueSatisfying((found) -> assertSame(found, made));
		assertThat(this.accounts.findByLogin(" " + name.toUpperCase() + " "))
			.hasValueSatisfying((found) -> assertSame(found, made));
		assertThat(this.accounts.findByLogin(name + "@PEOPLE.example"))
			.hasValueSatisfying((found) -> assertSame(found, made));
		assertThat(this.accounts.anyWithRole("EDITOR")).isTrue();
		assertThat(this.accounts.anyWithRole("NOBODYS_ROLE")).isFalse();
	}

	@Test
	void findWhenUnknownThenEmpty() {
		assertThat(this.accounts.find(AccountId.random())).isEmpty();
		assertThat(this.accounts.findByLogin(TestAccounts.name())).isEmpty();
		assertThat(this.accounts.findByLogin(TestAccounts.name() + "@people.example")).isEmpty();
		assertThat(this.accounts.findByLogin("no\0body")).isEmpty();
	}

	@Test
	void findWhenSeveralRolesThenOneStatement() {
		Account made = this.accounts.register(TestAccounts.someone().holding(Roles.USER, Roles.ADMIN));
		assertThat(this.sql.own(() -> this.accounts.find(made.id()).orElseThrow().roles())).hasSize(1);
		assertThat(this.sql.own(() -> this.accounts.findByLogin(made.username()).orElseThrow().emailAddress()))
			.hasSize(1);
		assertThat(this.sql.own(() -> this.accounts.findByLogin(made.emailAddress()).orElseThrow().roles())).hasSize(1);
	}

	@Test
	void findWhenChangedInATransactionThenNothingIsStored() {
		Account made = this.accounts.register(TestAccounts.someone());
		this.transaction.executeWithoutResult(
				(status) -> this.accounts.find(made.id()).orElseThrow().disable(this.clock.instant()));
		assertThat(this.accounts.find(made.id()).orElseThrow().enabled()).isTrue();
	}

	@Test
	void registerWhenNameTakenInOtherCaseThenRefusesAndStoresNothing() {
		Account first = this.accounts.register(TestAccounts.someone());
		NewAccount second = NewAccount.of(new Username(first.username().toUpperCase()),
				new EmailAddress(TestAccounts.name() + "@people.example"));
		assertThatExceptionOfType(UsernameTaken.class).isThrownBy(() -> this.accounts.register(second));
		assertThat(this.accounts.findByLogin(second.emailAddress().value())).isEmpty();
	}

	@Test
	void registerWhenAddressTakenInOtherFormThenRefusesAndStoresNothing() {
		Account first = this.accounts.register(TestAccounts.someone());
		NewAccount second = NewAccount.of(new Username(TestAccounts.name()),
				new EmailAddress(first.emailAddress().toUpperCase()));
		assertThatExceptionOfType(EmailAddressTaken.class).isThrownBy(() -> this.accounts.register(second));
		assertThat(this.accounts.findByLogin(second.username().value())).isEmpty();
	}

	@Test
	void registerWhenManyWantOneNameThenOneWins() throws Exception {
		Username name = new Username(TestAccounts.name());
		List<Throwable> refusals = race(
				(caller) -> NewAccount.of(name, new EmailAddress(TestAccounts.name() + "@people.example")));
		assertThat(refusals).hasSize(CALLERS - 1).allMatch(UsernameTaken.class::isInstance);
	}

	@Test
	void registerWhenManyWantOneAddressThenOneWins() throws Exception {
		EmailAddress address = new EmailAddress(TestAccounts.name() + "@people.example");
		List<Throwable> refusals = race((caller) -> NewAccount.of(new Username(TestAccounts.name()), address));
		assertThat(refusals).hasSize(CALLERS - 1).allMatch(EmailAddressTaken.class::isInstance);
	}

	@Test
	void updateWhenDisabledThenStoredAndAnnounced(@Autowired ApplicationEvents events) {
		Account made = this.accounts.register(TestAccounts.someone());
		this.accounts.update(made.id(), (account) -> account.disable(this.clock.instant()));
		assertThat(events.stream(AccountDisabled.class)).containsExactly(new AccountDisabled(made.id()));
		assertThat(this.accounts.find(made.id()).orElseThrow().enabled()).isFalse();
	}

	@Test
	void updateWhenRolesChangeThenStoredAndAnnounced(@Autowired ApplicationEvents events) {
		Account made = this.accounts.register(TestAccounts.someone().holding(Roles.USER));
		Account updated = this.accounts.update(made.id(), (account) -> {
			account.giveRole(Roles.ADMIN, this.clock.instant());
			account.takeRole(Roles.USER, this.clock.instant());
		});
		assertThat(updated.roles()).containsExactly(Roles.ADMIN);
		assertThat(this.accounts.find(made.id()).orElseThrow().roles()).containsExactly(Roles.ADMIN);
		assertThat(events.stream(RolesChanged.class)).hasSize(2);
	}

	@Test
	void updateWhenProfileAndNumberChangeThenStoredAndAnnounced(@Autowired ApplicationEvents events) {
		Account made = this.accounts.register(TestAccounts.someone());
		assertThat(this.accounts.find(made.id()).orElseThrow().profile()).isEqualTo(Profile.EMPTY);
		PhoneNumber number = new PhoneNumber("+442079460000");
		this.accounts.update(made.id(), (account) -> {
			account.changeProfile(TestAccounts.wholeProfile(), this.clock.instant());
			account.changePhoneNumber(number, true, this.clock.instant());
		});
		Account found = this.accounts.find(made.id()).orElseThrow();
		assertThat(found.profile()).isEqualTo(TestAccounts.wholeProfile());
		assertThat(found.phoneNumber()).contains(number);
		assertThat(found.phoneNumberVerified()).isTrue();
		assertThat(events.stream(ProfileChanged.class)).containsExactly(new ProfileChanged(made.id()));
		assertThat(events.stream(PhoneNumberChanged.class)).containsExactly(new PhoneNumberChanged(made.id(), true));
		this.accounts.update(made.id(), (account) -> account.changeProfile(Profile.EMPTY, this.clock.instant()));
		assertThat(this.accounts.find(made.id()).orElseThrow().profile()).isEqualTo(Profile.EMPTY);
	}

	@ParameterizedTest
	@CsvSource({ "birthdate, 10.12.1815", "picture, javascript:alert(1)", "website, ftp://people.example/",
			"phone_number, 020 7946 0000", "nickname, ''", "address_country, ''" })
	void storeWhenNoSuchValueThenTheDatabaseRefuses(String column, String value) {
		Account made = this.accounts.register(TestAccounts.someone());
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.jdbc.sql("update accounts set " + column + " = :value where id = :id")
				.param("value", value)
				.param("id", made.id().value())
				.update());
	}

	@Test
	void updateWhenUnknownThenRefuses() {
		assertThatExceptionOfType(NoSuchAccount.class)
			.isThrownBy(() -> this.accounts.update(AccountId.random(), (account) -> {
			}));
	}

	@Test
	void updateWhenSomebodyElseWasFasterThenRefuses() {
		Account made = this.accounts.register(TestAccounts.someone());
		assertThatExceptionOfType(OptimisticLockingFailureException.class)
			.isThrownBy(() -> this.accounts.update(made.id(), (account) -> {
				elsewhere(() -> this.accounts.update(made.id(), (same) -> same.disable(this.clock.instant())));
				account.giveRole(Roles.USER, this.clock.instant());
			}));
		assertThat(this.accounts.find(made.id()).orElseThrow().roles()).isEmpty();
	}

	@Test
	void storeWhenNameLooksLikeAnAddressThenTheDatabaseRefuses() {
		Account made = this.accounts.register(TestAccounts.someone());
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> this.jdbc
			.sql("update accounts set username = 'a@b.example', username_normalised = 'a@b.example' where id = :id")
			.param("id", made.id().value())
			.update());
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(
				() -> this.jdbc.sql("update account_emails set address_normalised = 'bruno' where account_id = :id")
					.param("id", made.id().value())
					.update());
	}

	private List<Throwable> race(IntFunction<NewAccount> someone) throws Exception {
		CountDownLatch start = new CountDownLatch(1);
		ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
		try {
			List<Future<Account>> attempts = IntStream.range(0, CALLERS)
				.mapToObj(someone)
				.map((account) -> callers.submit((Callable<Account>) () -> {
					start.await();
					return this.accounts.register(account);
				}))
				.toList();
			start.countDown();
			List<Throwable> refusals = new ArrayList<>();
			for (Future<Account> attempt : attempts) {
				try {
					attempt.get();
				}
				catch (ExecutionException ex) {
					refusals.add(ex.getCause());
				}
			}
			return refusals;
		}
		finally {
			callers.shutdownNow();
		}
	}

	private static void elsewhere(Runnable action) {
		Thread thread = new Thread(action);
		thread.start();
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void assertSame(Account found, Account expected) {
		assertThat(found).usingRecursiveComparison().ignoringFields("events", "emails").isEqualTo(expected);
		assertThat(found.emailAddress()).isEqualTo(expected.emailAddress());
		assertThat(found.emailVerified()).isEqualTo(expected.emailVerified());
	}

}
