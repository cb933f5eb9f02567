package dev.signet.account;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.signet.Eventually;
import dev.signet.LockWaits;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is switched off while no administrator looks, on a real database. */
@SignetTest
class AccountSuspensionTests {

	@Autowired
	private Accounts accounts;

	@Autowired
	private AccountSuspension suspension;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private MutableClock clock;

	@BeforeEach
	void sendAdministratorsAway() {
		this.jdbc.sql("update account_roles set role = 'ADMIN_AWAY' where role = 'ADMIN'").update();
	}

	@AfterEach
	void bringAdministratorsBack() {
		this.jdbc.sql("update account_roles set role = 'ADMIN' where role = 'ADMIN_AWAY'").update();
	}

	@Test
	void suspendWhenOnlyAdministratorThenStaysAndOthersGo() {
		AccountId admin = this.accounts.register(TestAccounts.someone().holding(Roles.ADMIN)).id();
		AccountId other = this.accounts.register(TestAccounts.someone()).id();
		assertThat(this.suspension.suspend(admin)).isFalse();
		assertThat(this.suspension.suspend(other)).isTrue();
		assertThat(enabled(admin)).isTrue();
		assertThat(enabled(other)).isFalse();
	}

	@Test
	void suspendWhenBecomingTheOnlyAdministratorAtOnceThenStays() throws Exception {
		AccountId before = this.accounts.register(TestAccounts.someone().holding(Roles.ADMIN)).id();
		AccountId after = this.accounts.register(TestAccounts.someone()).id();
		CompletableFuture<Boolean> suspended = this.transaction.execute((status) -> {
			this.accounts.update(after, (account) -> account.giveRole(Roles.ADMIN, this.clock.instant()));
			this.accounts.update(before, (account) -> account.takeRole(Roles.ADMIN, this.clock.instant()));
			CompletableFuture<Boolean> begun = CompletableFuture.supplyAsync(() -> this.suspension.suspend(after));
			Eventually.holds(() -> begun.isDone() || LockWaits.all(this.jdbc) > 0);
			assertThat(begun).isNotDone();
			return begun;
		});
		assertThat(suspended.get(1, TimeUnit.MINUTES)).isFalse();
		assertThat(enabled(after)).isTrue();
	}

	private boolean enabled(AccountId id) {
		return this.accounts.find(id).orElseThrow().enabled();
	}

}
