package dev.signet.account;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.signet.SignetTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * No new name looks like one that there is, and the database decides that. Names that
 * looked alike before it was a rule stay.
 */
@SignetTest
class LookAlikeNamesTests {

	private static final Pattern RULE = Pattern.compile("--changeset signet:0205-2\n(.*?)--rollback", Pattern.DOTALL);

	/** All that is taken for something else in one name, and what nobody can choose. */
	private final String rest = TestAccounts.name().substring(1, 10);

	@Autowired
	private Accounts accounts;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private LiquibaseConnectionDetails login;

	@Test
	void skeletonWhenAnyNameThenTheDatabaseComputesTheSame() {
		for (String name : List.of("o0O1lLiI", "rnrrnn", "vvvVV", "x.rn_-vv")) {
			Account made = this.accounts.register(named(name + this.rest));
			assertThat(this.jdbc.sql("select username_skeleton from accounts where id = :id")
				.param("id", made.id().value())
				.query(String.class)
				.single()).isEqualTo(new Username(made.username()).skeleton());
		}
	}

	@Test
	void registerWhenNameLooksLikeAnotherThenTaken() {
		this.accounts.register(named("alice" + this.rest));
		for (String name : List.of("aIice", "a1ice", "ALlCE", "AL1ce")) {
			assertThat(this.accounts.free(new Username(name + this.rest))).as(name).isFalse();
			assertThatExceptionOfType(UsernameTaken.class).as(name)
				.isThrownBy(() -> this.accounts.register(named(name + this.rest)));
			assertThat(this.accounts.findByLogin(name + this.rest)).as(name)
				.matches((found) -> found.isEmpty() || found.get().username().equals("alice" + this.rest));
		}
		assertThat(this.accounts.free(new Username("malice" + this.rest))).isTrue();
	}

	@Test
	void registerWhenManyWantNamesThatLookAlikeAtOnceThenOneWins() throws Exception {
		List<String> names = Stream.of("oil", "0il", "oi1", "01l", "oll", "OIL", "0I1", "0ll").toList();
		ExecutorService callers = Executors.newFixedThreadPool(names.size());
		try {
			List<Callable<Boolean>> wishes = new ArrayList<>();
			names.forEach((name) -> wishes.add(() -> {
				try {
					this.accounts.register(named(name + this.rest));
					return true;
				}
				catch (UsernameTaken ex) {
					return false;
				}
			}));
			int made = 0;
			for (Future<Boolean> each : callers.invokeAll(wishes)) {
				made += each.get() ? 1 : 0;
			}
			assertThat(made).isOne();
		}
		finally {
			callers.shutdownNow();
		}
	}

	/** Who had such a name keeps it, also when the older one is gone. */
	@Test
	void registerWhenNameLooksLikeOneFromBeforeTheRuleThenTaken() {
		Account old = this.accounts.register(named("alice" + this.rest));
		this.jdbc.sql("update accounts set username_looks_alike = true where id = :id")
			.param("id", old.id().value())
			.update();
		assertThat(this.accounts.free(new Username("aIice" + this.rest))).isFalse();
		assertThatExceptionOfType(UsernameTaken.class)
			.isThrownBy(() -> this.accounts.register(named("aIice" + this.rest)));
		assertThat(this.accounts.findByLogin("alice" + this.rest)).isPresent();
	}

	/** The statements of the release, on people from before it. */
	@Test
	void migrateWhenNamesLookAlikeThenAllStayAndTheOldestHasTheSkeleton() throws Exception {
		Matcher rule = RULE.matcher(new ClassPathResource("db/changelog/changes/0205-account.sql")
			.getContentAsString(StandardCharsets.UTF_8));
		assertThat(rule.find()).isTrue();
		try (Connection owner = DriverManager.getConnection(this.login.getJdbcUrl(), this.login.getUsername(),
				this.login.getPassword()); Statement statement = owner.createStatement()) {
			statement.execute("""
					create temporary table accounts (id integer, username_normalised text, created_at timestamptz);
					insert into accounts values (1, 'a1ice', now()), (2, 'alice', now() - interval '1 day'),
					  (3, 'aiice', now()), (4, 'bruno', now())""");
			statement.execute(rule.group(1));
			ResultSet younger = statement.executeQuery("""
					select string_agg(id::text, ' ' order by id) filter (where username_looks_alike), count(*)
					from accounts""");
			assertThat(younger.next()).isTrue();
			assertThat(younger.getString(1)).isEqualTo("1 3");
			assertThat(younger.getInt(2)).isEqualTo(4);
		}
	}

	private static NewAccount named(String name) {
		return NewAccount.of(new Username(name), new EmailAddress(TestAccounts.name() + "@people.example"));
	}

}
