package dev.signet.demo;

import java.util.Arrays;

import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.account.Roles;
import dev.signet.credential.Passwords;
import dev.signet.signin.page.SignInHints;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

@SignetTest
class DemoPeopleTests {

	@Autowired
	Accounts accounts;

	@Autowired
	Passwords passwords;

	@Autowired
	JdbcClient jdbc;

	@AfterEach
	void sendThemHome() {
		this.jdbc.sql(
				"delete from accounts where id in (select account_id from account_emails where address_normalised like '%@demo.example')")
			.update();
	}

	@Test
	void contextWhenNotTheDemoThenNothingOfItExists(@Autowired ApplicationContext context) {
		assertThat(context.getEnvironment().matchesProfiles("demo")).isFalse();
		assertThat(context.getBeanProvider(SignInHints.class).getIfAvailable()).isNull();
		assertThat(Arrays.stream(context.getBeanDefinitionNames())
			.map(context::getType)
			// What is below is put in by the tests; StandInsAbsentTests looks at the
			// product
			.filter((type) -> type != null && ClassUtils.getPackageName(type).equals("dev.signet.demo"))).isEmpty();
		assertThat(this.accounts.findByLogin("alice")).isEmpty();
	}

	@Test
	void runWhenNobodyIsThereThenMakesAllWhoAreShown() {
		DemoPeople people = new DemoPeople(this.accounts, this.passwords);
		people.run(new DefaultApplicationArguments());
		assertThat(people.people()).containsExactly(
				new SignInHints.Person("alice", "alice-in-wonderland", "USER, ADMIN"),
				new SignInHints.Person("bruno", "bruno-likes-bicycles", "USER"),
				new SignInHints.Person("carol", "carol-of-the-bells", ""));
		assertThat(people.people()).allSatisfy((person) -> {
			Account account = this.accounts.findByLogin(person.username()).orElseThrow();
			assertThat(this.passwords.matches(account.id(), person.password())).isTrue();
			assertThat(account.emailAddress()).isEqualTo(person.username() + "@demo.example");
			assertThat(account.emailVerified()).isTrue();
			assertThat(account.fullName()).contains(" ");
		});
		assertThat(this.accounts.findByLogin("alice").orElseThrow().roles()).containsExactlyInAnyOrder(Roles.ADMIN,
				Roles.USER);
		assertThat(this.accounts.findByLogin("carol").orElseThrow().roles()).isEmpty();
	}

	@Test
	void runWhenTheyExistThenOnlyThePasswordIsMadeTrueAgain() {
		DemoPeople people = new DemoPeople(this.accounts, this.passwords);
		people.run(new DefaultApplicationArguments());
		Account bruno = this.accounts.findByLogin("bruno").orElseThrow();
		this.accounts.update(bruno.id(), (account) -> account.giveRole("EDITOR", bruno.createdAt()));
		this.passwords.set(bruno.id(), "something else entirely");
		people.run(new DefaultApplicationArguments());
		Account again = this.accounts.findByLogin("bruno").orElseThrow();
		assertThat(again.id()).isEqualTo(bruno.id());
		assertThat(again.roles()).containsExactlyInAnyOrder("EDITOR", Roles.USER);
		assertThat(this.passwords.matches(bruno.id(), "bruno-likes-bicycles")).isTrue();
	}

}
