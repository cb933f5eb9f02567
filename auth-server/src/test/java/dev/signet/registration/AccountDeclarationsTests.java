package dev.signet.registration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.signet.AtOnce;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.TestSettings;
import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.account.PhoneNumber;
import dev.signet.account.Profile;
import dev.signet.account.Roles;
import dev.signet.account.TestAccounts;
import dev.signet.credential.Passwords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@SignetTest
class AccountDeclarationsTests {

	private static final String PASSWORD = "correct horse battery staple";

	private final String username = TestAccounts.name();

	private final String email = this.username + "@people.example";

	private final String group = "Declared " + this.username;

	/** A valid declaration; each test changes what it is about. */
	private final Map<String, String> declaration = new LinkedHashMap<>(
			Map.of("username", this.username, "email", this.email, "password", PASSWORD));

	@Autowired
	AccountDeclarations declarations;

	@Autowired
	Accounts accounts;

	@Autowired
	Passwords passwords;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	MutableClock clock;

	@Test
	void applyWhenLittleIsSaidThenAPersonWhoCanSignIn() {
		apply();
		assertThat(account().emailAddress()).isEqualTo(this.email);
		assertThat(account().emailVerified()).isFalse();
		assertThat(account().profile()).isEqualTo(Profile.EMPTY);
		assertThat(account().phoneNumber()).isEmpty();
		assertThat(account().roles()).containsExactly(Roles.USER);
		assertThat(account().groups()).isEmpty();
		assertThat(hasPassword(PASSWORD)).isTrue();
	}

	@Test
	void applyWhenAllIsSaidThenAllIsKnown() {
		declareAll();
		apply();
		assertThat(account().emailVerified()).isTrue();
		assertThat(account().profile()).isEqualTo(TestAccounts.wholeProfile());
		assertThat(account().phoneNumber()).contains(new PhoneNumber("+442079460000"));
		assertThat(account().phoneNumberVerified()).isTrue();
		assertThat(account().roles()).containsExactlyInAnyOrder("USER", "EDITOR");
		assertThat(account().groups()).containsExactly(this.group);
	}

	@Test
	void applyWhenRepeatedThenNothingIsWritten() {
		declareAll();
		apply();
		List<Map<String, Object>> before = rows();
		this.clock.advance(Duration.ofMinutes(1));
		apply();
		assertThat(rows()).isEqualTo(before);
	}

	@Test
	void applyWhenChangedThenPersonFollowsExceptAddressAndPassword() {
		declareAll();
		apply();
		this.declaration.clear();
		this.declaration.putAll(Map.of("username", this.username.toUpperCase(), "email", "new-" + this.email,
				"password", "another horse battery staple", "given-name", "Augusta", "roles", "AUDITOR"));
		apply();
		assertThat(account().emailAddress()).isEqualTo(this.email);
		assertThat(hasPassword(PASSWORD)).isTrue();
		assertThat(account().profile()).isEqualTo(Profile.named("Augusta", null));
		assertThat(account().phoneNumber()).isEmpty();
		assertThat(account().roles()).containsExactly("AUDITOR");
		assertThat(account().groups()).isEmpty();
	}

	@Test
	void applyWhenThePersonChangedThePasswordThenItStaysChanged() {
		apply();
		this.passwords.set(account().id(), "a password of their own");
		apply();
		assertThat(hasPassword("a password of their own")).isTrue();
		assertThat(hasPassword(PASSWORD)).isFalse();
	}

	@Test
	void applyWhenDisabledThenStaysDisabled() {
		apply();
		this.accounts.update(account().id(), (account) -> account.disable(this.clock.instant()));
		apply();
		assertThat(account().enabled()).isFalse();
	}

	@Test
	void applyWhenNoLongerDeclaredThenStays() {
		apply();
		this.declarations.apply(new AccountProperties(List.of()));
		assertThat(account().enabled()).isTrue();
	}

	@Test
	void applyWhenPasswordIsInAFileThenReadWithoutTheLastLineBreakAndOnlyOnce(@TempDir Path directory)
			throws IOException {
		Path file = Files.writeString(directory.resolve("password"), PASSWORD + "\n");
		this.declaration.remove("password");
		this.declaration.put("password-file", file.toString());
		apply();
		assertThat(hasPassword(PASSWORD)).isTrue();
		Files.delete(file);
		apply();
	}

	@Test
	void applyWhenNameIsReservedThenTheOperatorMayUseIt() {
		this.declaration.put("username", "postmaster");
		apply();
		assertThat(this.accounts.findByLogin("postmaster")).isPresent();
		this.jdbc.sql("delete from accounts where username = 'postmaster'").update();
	}

	@Test
	void applyWhenSeveralServersStartAtOnceThenOnePersonAsDeclared() throws Exception {
		declareAll();
		AtOnce.run(4, this::apply);
		assertThat(account().profile()).isEqualTo(TestAccounts.wholeProfile());
		assertThat(account().groups()).containsExactly(this.group);
		assertThat(hasPassword(PASSWORD)).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			username            | ab                   | username
			username            | a@people.example     | username
			email               | nobody               | email
			password            | too short            | password
			password            | passwordpassword     | password
			password-file       | /no/such/file        | password-file
			profile             | javascript:alert(1)  | profile
			birthdate           | 31.12.1999           | birthdate
			zoneinfo            | Atlantis             | zoneinfo
			locale              | en_US                | locale
			phone-number        | 020 7946 0000        | phone-number
			address.postal-code | ''                   | address.postal-code
			roles               | USER,editor          | roles[1]
			groups              | fine,<b>             | groups[1]
			""")
	void applyWhenWrongThenNobodyIsMadeAndTheKeyIsNamed(String key, String value, String named) {
		this.declaration.put(key, value);
		assertThatExceptionOfType(AccountDeclarationRefused.class).isThrownBy(this::apply)
			.satisfies((ex) -> assertThat(ex.problems()).extracting(DeclarationProblem::field)
				.contains("signet.account.declared[0]." + named));
		assertThat(this.accounts.findByLogin(this.email)).isEmpty();
	}

	@Test
	void applyWhenNewWithoutPasswordThenRefused() {
		this.declaration.remove("password");
		assertThatExceptionOfType(AccountDeclarationRefused.class).isThrownBy(this::apply)
			.withMessageContaining("signet.account.declared[0].password: A new person needs a password");
	}

	@Test
	void applyWhenPasswordComesFromTwoPlacesThenRefused() {
		this.declaration.put("password-file", "/no/such/file");
		assertThatExceptionOfType(AccountDeclarationRefused.class).isThrownBy(this::apply)
			.withMessageContaining("signet.account.declared[0].password-file: A password comes from one place");
	}

	@Test
	void applyWhenAddressIsSomebodyElsesThenRefused() {
		this.accounts.register(TestAccounts.someone());
		String taken = this.accounts.register(TestAccounts.someone()).emailAddress();
		this.declaration.put("email", taken.toUpperCase());
		assertThatExceptionOfType(AccountDeclarationRefused.class).isThrownBy(this::apply)
			.withMessageContaining("signet.account.declared[0].email: Another account has this email address.");
	}

	@Test
	void applyWhenSecondPersonIsWrongThenFirstIsNotMade() {
		AccountProperties.DeclaredAccount person = bind().declared().get(0);
		assertThatExceptionOfType(AccountDeclarationRefused.class)
			.isThrownBy(() -> this.declarations.apply(new AccountProperties(List.of(person, person))))
			.withMessageContaining("signet.account.declared[1].username: Declare a person once.")
			.withMessageContaining("signet.account.declared[1].email: Give an address to one person.");
		assertThat(this.accounts.findByLogin(this.username)).isEmpty();
	}

	@Test
	void applyWhenRefusedThenNoValueIsShown() {
		this.declaration.putAll(Map.of("password", "hunter2", "phone-number", "020 7946 0000"));
		assertThatExceptionOfType(AccountDeclarationRefused.class).isThrownBy(this::apply)
			.withMessageNotContaining("7946");
		this.declaration.remove("phone-number");
		assertThatExceptionOfType(AccountDeclarationRefused.class).isThrownBy(this::apply)
			.withMessageContaining("Use at least 15 characters")
			.withMessageNotContaining("hunter2");
		assertThat(bind().toString()).doesNotContain("hunter2", this.email);
	}

	private void declareAll() {
		this.declaration.putAll(Map.of("email-verified", "true", "given-name", "Ada", "middle-name", "Augusta",
				"family-name", "Byron", "nickname", "Addy", "profile", "https://people.example/ada", "picture",
				"https://people.example/ada.png", "website", "https://ada.example/", "gender", "female", "birthdate",
				"1815-12-10"));
		this.declaration.putAll(Map.of("zoneinfo", "Europe/London", "locale", "en-GB", "phone-number",
				"+44 20 7946 0000", "phone-number-verified", "true", "roles", "USER,EDITOR", "groups", this.group));
		this.declaration.putAll(Map.of("address.formatted", "12 St James's Square\nLondon", "address.street-address",
				"12 St James's Square", "address.locality", "London", "address.region", "England",
				"address.postal-code", "SW1Y 4JH", "address.country", "United Kingdom"));
	}

	private void apply() {
		this.declarations.apply(bind());
	}

	private AccountProperties bind() {
		return TestSettings.bind("signet.account", AccountProperties.class, "signet.account.declared[0]",
				this.declaration);
	}

	private Account account() {
		return this.accounts.findByLogin(this.username).orElseThrow();
	}

	private boolean hasPassword(String password) {
		return this.passwords.matches(account().id(), password);
	}

	private List<Map<String, Object>> rows() {
		return this.jdbc.sql("""
				select a.xmin::text as written, a.version, a.updated_at, p.xmin::text as password_written,
				  r.xmin::text as role_written, m.xmin::text as member_written
				from accounts a join passwords p on p.account_id = a.id join account_roles r on r.account_id = a.id
				  join group_members m on m.account_id = a.id
				where a.username = ? order by r.role
				""").params(this.username).query().listOfRows();
	}

}
