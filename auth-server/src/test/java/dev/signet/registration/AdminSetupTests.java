package dev.signet.registration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.account.NewAccount;
import dev.signet.account.Roles;
import dev.signet.account.TestAccounts;
import dev.signet.account.TestUsernames;
import dev.signet.account.UsernameTaken;
import dev.signet.credential.PasswordHash;
import dev.signet.credential.Passwords;
import dev.signet.signin.completion.SignInCompletion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.validation.Validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.model;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.view;

@SignetTest
class AdminSetupTests {

	private static final int CALLERS = 20;

	@Autowired
	AdminSetup setup;

	@Autowired
	Accounts accounts;

	@Autowired
	Passwords passwords;

	@Autowired
	PersonSubmission submission;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	MutableClock clock;

	@Autowired
	Validator validator;

	final SignInCompletion completion = Mockito.mock();

	PasswordHash password;

	MockMvc mvc;

	@BeforeEach
	void nobodyIsAdministrator() {
		this.jdbc.sql("delete from account_roles where role = 'ADMIN'").update();
		this.password = this.passwords.hash("correct horse battery");
		given(this.completion.complete(any(), any(), eq(false), any(), any())).willReturn("redirect:/account");
		this.mvc = MockMvcBuilders
			.standaloneSetup(new SetupController(this.setup, TestUsernames.rules(), this.submission, this.completion,
					this.clock))
			.setValidator(this.validator)
			.build();
	}

	@Test
	void finishWhenTokenIsNewThenMakesTheAdministratorOnce() {
		SetupToken token = this.setup.begin().orElseThrow();
		Account admin = this.setup.finish(token, TestAccounts.someone(), this.password);
		assertThat(this.accounts.find(admin.id()).orElseThrow().roles()).containsExactlyInAnyOrder(Roles.ADMIN,
				Roles.USER);
		assertThat(this.passwords.matches(admin.id(), "correct horse battery")).isTrue();
		assertGone(token);
		assertThat(this.setup.begin()).isEmpty();
	}

	@Test
	void finishWhenUsedButNoAdministratorIsLeftThenStaysUsed() {
		SetupToken token = this.setup.begin().orElseThrow();
		this.setup.finish(token, TestAccounts.someone(), this.password);
		this.jdbc.sql("delete from account_roles where role = 'ADMIN'").update();
		assertGone(token);
	}

	@Test
	void finishWhenNewerTokenExistsThenOlderIsDead() {
		SetupToken older = this.setup.begin().orElseThrow();
		SetupToken newer = this.setup.begin().orElseThrow();
		assertGone(older);
		assertThat(this.setup.open(newer)).isTrue();
	}

	@Test
	void finishWhenOneHourLaterThenGone() {
		SetupToken token = this.setup.begin().orElseThrow();
		this.clock.advance(AdminSetup.LIFETIME.minus(Duration.ofMinutes(1)));
		assertThat(this.setup.open(token)).isTrue();
		this.clock.advance(Duration.ofMinutes(1));
		assertGone(token);
	}

	@Test
	void finishWhenAnAdministratorCameOtherwiseThenGone() {
		SetupToken token = this.setup.begin().orElseThrow();
		this.accounts.register(TestAccounts.someone().holding(Roles.ADMIN));
		assertGone(token);
	}

	@Test
	void finishWhenNameIsTakenThenTheTokenIsKept() {
		SetupToken token = this.setup.begin().orElseThrow();
		NewAccount person = TestAccounts.someone();
		this.accounts.register(person);
		assertThatExceptionOfType(UsernameTaken.class)
			.isThrownBy(() -> this.setup.finish(token, person, this.password));
		assertThat(this.setup.open(token)).isTrue();
	}

	@Test
	void finishWhenManyAtOnceThenOneAdministrator() throws Exception {
		SetupToken token = this.setup.begin().orElseThrow();
		CountDownLatch start = new CountDownLatch(1);
		ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
		try {
			List<Future<Account>> attempts = IntStream.range(0, CALLERS)
				.mapToObj((i) -> callers.submit((Callable<Account>) () -> {
					start.await();
					return this.setup.finish(token, TestAccounts.someone(), this.password);
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
			assertThat(refusals).hasSize(CALLERS - 1).allMatch(SetupLinkGone.class::isInstance);
			assertThat(this.jdbc.sql("select count(*) from account_roles where role = 'ADMIN'")
				.query(Integer.class)
				.single()).isOne();
		}
		finally {
			callers.shutdownNow();
		}
	}

	@Test
	void beginThenOnlyADigestIsStored() {
		SetupToken token = this.setup.begin().orElseThrow();
		assertThat(token.value()).hasSize(43);
		assertThat(this.jdbc.sql("select digest from setup_tokens").query(byte[].class).single())
			.isEqualTo(token.digest());
		assertThat(this.jdbc.sql("select setup_tokens::text from setup_tokens").query(String.class).single())
			.doesNotContain(token.value());
		assertThat(token).asString().doesNotContain(token.value());
	}

	@Test
	void getWhenOpenedOftenThenTheLinkStillWorks() throws Exception {
		SetupToken token = this.setup.begin().orElseThrow();
		for (int i = 0; i < 3; i++) {
			this.mvc.perform(get("/setup").param("token", token.value()))
				.andExpect(status().isOk())
				.andExpect(view().name("registration/setup"))
				.andExpect(model().attribute("token", token.value()));
		}
		assertThat(this.setup.open(token)).isTrue();
	}

	@Test
	void postWhenFormIsBadThenShowsItAgainAndKeepsTheToken() throws Exception {
		SetupToken token = this.setup.begin().orElseThrow();
		this.mvc.perform(post("/setup").param("token", token.value()).param("username", "root"))
			.andExpect(view().name("registration/setup"))
			.andExpect(model().attribute("token", token.value()))
			.andExpect(model().attributeHasFieldErrors("form", "email", "password"))
			.andExpect(model().attributeErrorCount("form", 2));
		assertThat(this.setup.open(token)).isTrue();
	}

	@Test
	void postWhenGoodThenMakesTheAdministratorAndGoesOn() throws Exception {
		SetupToken token = this.setup.begin().orElseThrow();
		String name = TestAccounts.name();
		this.mvc
			.perform(post("/setup").param("token", token.value())
				.param("username", name)
				.param("email", name + "@people.example")
				.param("password", "correct horse battery"))
			.andExpect(view().name("redirect:/account"));
		assertThat(this.accounts.findByLogin(name).orElseThrow().roles()).contains(Roles.ADMIN);
		assertGone(token);
	}

	private void assertGone(SetupToken token) {
		assertThat(this.setup.open(token)).isFalse();
		assertThatExceptionOfType(SetupLinkGone.class)
			.isThrownBy(() -> this.setup.finish(token, TestAccounts.someone(), this.password));
		assertGonePage(token.value());
		assertGonePage("");
		assertGonePage("' or true --");
	}

	private void assertGonePage(String token) {
		try {
			this.mvc.perform(get("/setup").param("token", token))
				.andExpect(status().isGone())
				.andExpect(view().name("registration/setup-gone"));
			this.mvc.perform(post("/setup").param("token", token))
				.andExpect(status().isGone())
				.andExpect(view().name("registration/setup-gone"));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
