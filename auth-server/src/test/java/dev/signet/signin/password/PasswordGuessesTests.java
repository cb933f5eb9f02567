package dev.signet.signin.password;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import dev.signet.AtOnce;
import dev.signet.SignetTest;
import dev.signet.SqlCounter;
import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.EmailAddress;
import dev.signet.account.NewAccount;
import dev.signet.account.Username;
import dev.signet.credential.HashingBusy;
import dev.signet.directory.Directory;
import dev.signet.directory.TestDirectories;
import dev.signet.directory.TestDirectoryServer;
import dev.signet.flow.Actors;
import dev.signet.proof.AskedBefore;
import dev.signet.proof.Asker;
import dev.signet.proof.Asks;
import dev.signet.signin.throttle.PasswordLimits;
import dev.signet.signin.throttle.TooManyPasswords;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@SignetTest
class PasswordGuessesTests {

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private PasswordGuesses guesses;

	@Autowired
	private Accounts accounts;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private SqlCounter sql;

	private Account person;

	@BeforeEach
	void setUp() {
		this.person = this.actors.person("USER");
	}

	@Test
	void proveWhenManyGuessAtOnceByBothNamesThenTenAreLookedAt() throws Exception {
		List<String> names = List.of(this.person.username(), this.person.emailAddress().toUpperCase());
		AtomicInteger turn = new AtomicInteger();
		List<Boolean> lookedAt = AtOnce.call(50,
				() -> lookedAt(names.get(turn.getAndIncrement() % 2), "wrong", "2001:db8::" + turn.get()));
		assertThat(lookedAt).filteredOn((looked) -> looked).hasSize(10);
		names.forEach((name) -> assertThatExceptionOfType(TooManyPasswords.class)
			.isThrownBy(() -> prove(name, Actors.PASSWORD, "198.51.100.7")));
		assertThat(events("signin.failed")).isEqualTo(10);
		assertThat(events("signin.held")).as("once for each name").isEqualTo(2);
	}

	@Test
	void proveWhenManyGuessAtOnceForManyNamesThenTheNetworkIsLimited() throws Exception {
		AtomicInteger turn = new AtomicInteger();
		List<Boolean> lookedAt = AtOnce.call(30, () -> {
			boolean any = false;
			for (int i = 0; i < 4; i++) {
				any |= lookedAt("nobody-" + turn.getAndIncrement(), "wrong", "198.51.100.8");
			}
			return any;
		});
		assertThat(lookedAt).contains(false);
		int counted = this.jdbc.sql("select asked from asks where asker = 'PASSWORD_FROM_NETWORK 198.51.100.8'")
			.query(Integer.class)
			.single();
		assertThat(counted).isLessThanOrEqualTo(40);
	}

	@Test
	void proveWhenRightThenCountsForNothing() {
		for (int i = 0; i < 12; i++) {
			assertThat(prove(this.person.username(), Actors.PASSWORD, "198.51.100.9")).isPresent();
		}
		assertThat(lookedAt(this.person.username(), "wrong", "198.51.100.9")).isTrue();
	}

	/** No browser of the owner is known any more, and a directory has no new password. */
	@Test
	void proveWhenHeldAndTheOwnerLockedTheAccountAndOpensItByMailThenLookedAt() {
		this.accounts.update(this.person.id(), (account) -> account.lock(account.createdAt()));
		for (int i = 0; i < 5; i++) {
			assertThat(lookedAt(this.person.username(), "wrong", "198.51.100.12")).isTrue();
		}
		assertThat(lookedAt(this.person.username(), Actors.PASSWORD, "198.51.100.13")).isFalse();
		this.accounts.update(this.person.id(), (account) -> account.unlock(account.createdAt()));
		assertThat(prove(this.person.username(), Actors.PASSWORD, "198.51.100.13")).isPresent();
		assertThat(inARow()).isZero();
	}

	/** There, whoever may write their own address can have somebody else's. */
	@Test
	void proveWhenRightOfSomebodyElseWhoIsCalledSoInADirectoryThenWrongOnesStillCount() {
		String address = "c" + this.person.username() + "@corp.example";
		this.person = this.accounts
			.register(NewAccount.of(new Username("c" + this.person.username()), new EmailAddress(address)));
		String thief = "t" + this.person.username();
		try (TestDirectoryServer server = new TestDirectoryServer()) {
			Directory directory = TestDirectories.enabled(this.beans, TestDirectories.settings(server));
			try {
				String dn = server.person(thief, "of the thief");
				assertThat(prove(thief, "of the thief", "198.51.100.11")).isPresent();
				String other = server.person("o" + thief, "of another", address);
				assertThat(lookedAt(address, "wrong", "198.51.100.11")).isTrue();
				assertThat(lookedAt(address, "wrong", "198.51.100.11")).isTrue();
				assertThatExceptionOfType(MoreIsAsked.class)
					.isThrownBy(() -> prove(address, "of another", "198.51.100.11"));
				assertThat(inARow()).isEqualTo(2);
				server.remove(other);
				server.change(dn, "mail", address);
				assertThat(prove(address, "of the thief", "198.51.100.11"))
					.isEqualTo(this.accounts.findByLogin(thief).map(Account::id));
				assertThat(inARow()).isEqualTo(2);
			}
			finally {
				TestDirectories.disable(this.beans, directory);
			}
		}
	}

	private int inARow() {
		List<Asker> rows = this.beans.getBean(PasswordLimits.class)
			.rows(this.accounts.find(this.person.id()).orElseThrow());
		return this.beans.getBean(Asks.class).before(rows).stream().mapToInt(AskedBefore::times).sum();
	}

	/** Who is not known must not be known by how much work it is to refuse them. */
	@Test
	void proveThenAsManyStatementsWhoeverIsMeant() {
		Account off = this.actors.person("USER");
		this.accounts.update(off.id(), (account) -> account.disable(account.createdAt()));
		long wrong = statements(this.person.username());
		assertThat(statements("nobody-" + this.person.username())).isEqualTo(wrong);
		assertThat(statements(off.emailAddress())).isEqualTo(wrong);
		for (int i = 0; i < 4; i++) {
			statements(this.person.username());
			statements("nobody-" + this.person.username());
			statements(off.emailAddress());
		}
		for (String login : List.of(this.person.username(), "nobody-" + this.person.username(), off.emailAddress())) {
			assertThat(this.sql.own(() -> lookedAt(login, "wrong", "198.51.100.10"))).hasSize(2)
				.noneMatch((statement) -> statement.contains("accounts"));
		}
	}

	/** But for what is remembered for seconds, whoever is meant. */
	private long statements(String login) {
		return this.sql.own(() -> lookedAt(login, "wrong", "198.51.100.10"))
			.stream()
			.filter((statement) -> !statement.contains("from directo"))
			.count();
	}

	/** Whether a guess is looked at. */
	private boolean lookedAt(String login, String password, String ip) {
		try {
			assertThat(prove(login, password, ip)).isEmpty();
			return true;
		}
		catch (TooManyPasswords | HashingBusy ex) {
			return false;
		}
	}

	private Optional<AccountId> prove(String login, String password, String ip) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setRemoteAddr(ip);
		return this.guesses.prove(login, password, request).map(Account::id);
	}

	private int events(String type) {
		return this.jdbc.sql("select count(*) from audit_events where type = :type and account_id = :account")
			.param("type", type)
			.param("account", this.person.id().value())
			.query(Integer.class)
			.single();
	}

}
