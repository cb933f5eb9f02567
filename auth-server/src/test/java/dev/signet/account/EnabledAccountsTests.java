package dev.signet.account;

import java.time.Clock;

import dev.signet.SignetTest;
import dev.signet.SqlCounter;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@SignetTest
class EnabledAccountsTests {

	@Autowired
	Accounts accounts;

	@Autowired
	EnabledAccounts enabled;

	@Autowired
	SqlCounter sql;

	@Autowired
	Clock clock;

	@Test
	void findThenNameAndRolesInOneStatement() {
		Account made = this.accounts.register(TestAccounts.someone().holding(Roles.USER, Roles.ADMIN));
		assertThat(this.enabled.find(made.id()))
			.hasValue(new EnabledAccount(made.id(), made.username(), made.roles(), null, made.version()));
		assertThat(this.sql.own(() -> this.enabled.find(made.id()))).hasSize(1);
	}

	@Test
	void findWhenNoRolesThenFoundWithoutThem() {
		Account made = this.accounts.register(TestAccounts.someone());
		assertThat(this.enabled.find(made.id()).orElseThrow().roles()).isEmpty();
	}

	@Test
	void findWhenDisabledOrUnknownThenEmpty() {
		Account made = this.accounts.register(TestAccounts.someone());
		this.accounts.update(made.id(), (account) -> account.disable(this.clock.instant()));
		assertThat(this.enabled.find(made.id())).isEmpty();
		assertThat(this.enabled.find(AccountId.random())).isEmpty();
	}

	@Test
	void findWhenEnabledAgainThenFound() {
		Account made = this.accounts.register(TestAccounts.someone());
		this.accounts.update(made.id(), (account) -> account.disable(this.clock.instant()));
		this.accounts.update(made.id(), (account) -> account.enable(this.clock.instant()));
		assertThat(this.enabled.find(made.id())).isPresent();
	}

}
