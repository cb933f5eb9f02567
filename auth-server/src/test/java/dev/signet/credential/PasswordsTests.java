package dev.signet.credential;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.signet.SignetTest;
import dev.signet.SqlCounter;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.TestAccounts;
import dev.signet.credential.CredentialProperties.Argon2;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@SignetTest
@ExtendWith(OutputCaptureExtension.class)
class PasswordsTests {

	private static final String PASSWORD = "correct horse battery";

	@Autowired
	Passwords passwords;

	@Autowired
	Accounts accounts;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	Clock clock;

	@Autowired
	SqlCounter sql;

	AccountId account;

	@BeforeEach
	void register() {
		this.account = this.accounts.register(TestAccounts.someone()).id();
	}

	@Test
	void matchesWhenRightThenTrueAndTwoStatements() {
		this.passwords.set(this.account, PASSWORD);
		assertThat(this.sql.own(() -> assertThat(this.passwords.matches(this.account, PASSWORD)).isTrue()))
			.as("the second asks whether it still counts")
			.hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "correct horse batterx", "Correct horse battery", " correct horse battery",
			"correct horse battery ", "correct horse battery\0", "correct horse batter" })
	void matchesWhenOnlyAlmostRightThenFalse(String almost) {
		this.passwords.set(this.account, PASSWORD);
		assertThat(this.passwords.matches(this.account, almost)).isFalse();
	}

	@Test
	void matchesWhenNobodyOrNoPasswordThenFalseAfterTheSameWork() {
		assertThat(this.sql.own(() -> assertThat(this.passwords.matches(null, PASSWORD)).isFalse())).hasSize(1);
		assertThat(this.sql.own(() -> assertThat(this.passwords.matches(this.account, PASSWORD)).isFalse())).hasSize(1);
		assertThat(this.passwords.matches(AccountId.random(), PASSWORD)).isFalse();
		assertThat(this.passwords.matches(null, "nobody's password")).isFalse();
	}

	@Test
	void matchesWhenUnusablePasswordThenFalseEvenForThePlaceholder() {
		this.passwords.set(this.account, "nobody's password");
		assertThat(this.passwords.matches(this.account, "\0")).isFalse();
		assertThat(this.passwords.matches(this.account, "x".repeat(1_000_000))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "🦊 jumps over 🐕", "blanks   and \"quotes\" 'n' \\ slashes", "пароль из пятнадцати" })
	void matchesWhenAnyCharactersThenCompared(String password) {
		this.passwords.set(this.account, password);
		assertThat(this.passwords.matches(this.account, password)).isTrue();
	}

	@Test
	void matchesWhenLongThenComparedToTheLastCharacter() {
		String letters = "x".repeat(127);
		this.passwords.set(this.account, letters + "y");
		assertThat(this.passwords.matches(this.account, letters + "y")).isTrue();
		assertThat(this.passwords.matches(this.account, letters + "z")).isFalse();
		String foxes = "🦊".repeat(127);
		this.passwords.set(this.account, foxes + "🐕");
		assertThat(this.passwords.matches(this.account, foxes + "🐕")).isTrue();
		assertThat(this.passwords.matches(this.account, foxes + "🦊")).isFalse();
	}

	@Test
	void matchesWhenAccentsComposedOtherwiseThenSame() {
		this.passwords.set(this.account, "caf\u00e9 au lait s'il vous pla\u00eet");
		assertThat(this.passwords.matches(this.account, "cafe\u0301 au lait s'il vous plai\u0302t")).isTrue();
		assertThat(this.passwords.matches(this.account, "cafe au lait s'il vous plait")).isFalse();
	}

	@Test
	void matchesWhenTakenAwayMeanwhileThenFalse() {
		this.passwords.set(this.account, PASSWORD);
		assertThat(meanwhile(() -> rows().delete(this.account)).matches(this.account, PASSWORD)).isFalse();
	}

	@Test
	void matchesWhenReplacedMeanwhileThenOnlyTheNewOneDoes() {
		this.passwords.set(this.account, PASSWORD);
		String another = "another horse battery";
		assertThat(meanwhile(() -> this.passwords.set(this.account, another)).matches(this.account, PASSWORD))
			.isFalse();
		assertThat(meanwhile(() -> this.passwords.set(this.account, another)).matches(this.account, another)).isTrue();
	}

	@Test
	void hashWhenTooLongOrNulThenRefuses() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.passwords.hash("x".repeat(129)));
		assertThatIllegalArgumentException().isThrownBy(() -> this.passwords.hash("long enough\0but with NUL"));
	}

	@Test
	void setWhenCalledAgainThenReplaces() {
		this.passwords.set(this.account, PASSWORD);
		this.passwords.set(this.account, "another long password");
		assertThat(this.passwords.matches(this.account, PASSWORD)).isFalse();
		assertThat(this.passwords.matches(this.account, "another long password")).isTrue();
	}

	@Test
	void setThenStoredAsArgon2idWithParametersAndOwnSalt() {
		this.passwords.set(this.account, PASSWORD);
		String first = stored();
		this.passwords.set(this.account, PASSWORD);
		assertThat(first).matches("\\$argon2id\\$v=19\\$m=7168,t=1,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
		assertThat(stored()).isNotEqualTo(first);
	}

	@Test
	void matchesWhenHashIsWeakerThanSettingsThenUpgradesAtARightPasswordOnly() {
		passwords(7168, 1).set(this.account, PASSWORD);
		String weak = stored();
		Passwords stronger = passwords(19456, 2);
		assertThat(stronger.matches(this.account, "something else entirely")).isFalse();
		assertThat(stored()).isEqualTo(weak);
		assertThat(stronger.matches(this.account, PASSWORD)).isTrue();
		assertThat(stored()).contains("m=19456,t=2,p=1");
		assertThat(stronger.matches(this.account, PASSWORD)).isTrue();
	}

	@Test
	void matchesWhenHashIsStrongerThanSettingsThenKept() {
		this.passwords.set(this.account, PASSWORD);
		String strong = stored();
		assertThat(passwords(7168, 1).matches(this.account, PASSWORD)).isTrue();
		assertThat(stored()).isEqualTo(strong);
	}

	@Test
	void changeThenTheNewOneMatchesAndTheTrailKnows() {
		this.passwords.set(this.account, PASSWORD);
		this.passwords.change(this.account, this.passwords.hash("another horse battery"));
		assertThat(this.passwords.matches(this.account, PASSWORD)).isFalse();
		assertThat(this.passwords.matches(this.account, "another horse battery")).isTrue();
		assertThat(this.jdbc
			.sql("select count(*) from audit_events where type = 'credential.password-changed' and account_id = :id")
			.param("id", this.account.value())
			.query(Integer.class)
			.single()).isOne();
	}

	@ParameterizedTest
	@CsvSource({ "fourteen chars, true", "fifteen letters, false", "🦊🐻🐼🐨🐯🦁🐮🐷, true" })
	void shortOneThenWhetherFewerThanAreAskedForAlone(String password, boolean expected) {
		assertThat(this.passwords.shortOne(this.account)).isFalse();
		this.passwords.set(this.account, password);
		assertThat(this.passwords.shortOne(this.account)).isEqualTo(expected);
		passwords(19456, 2).matches(this.account, password);
		assertThat(this.passwords.shortOne(this.account)).as("after an upgrade").isEqualTo(expected);
		this.passwords.set(this.account, PASSWORD);
		assertThat(this.passwords.shortOne(this.account)).isFalse();
	}

	@Test
	void setThenTheLibraryDoesNotComplain(CapturedOutput output) {
		this.passwords.set(this.account, PASSWORD);
		assertThat(this.passwords.matches(this.account, PASSWORD)).isTrue();
		assertThat(output).doesNotContain("psw4j");
	}

	/** Has something happen right after the hash was read first. */
	private Passwords meanwhile(Runnable act) {
		AtomicBoolean done = new AtomicBoolean();
		PostgresPasswords rows = new PostgresPasswords(this.jdbc, this.clock) {
			@Override
			Optional<PasswordHash> find(UUID accountId) {
				Optional<PasswordHash> found = super.find(accountId);
				if (done.compareAndSet(false, true)) {
					act.run();
				}
				return found;
			}
		};
		return new Passwords(rows, TestPasswordRules.settings(new Argon2(7168, 1, 1)), (event) -> {
		});
	}

	private PostgresPasswords rows() {
		return new PostgresPasswords(this.jdbc, this.clock);
	}

	private Passwords passwords(int memory, int iterations) {
		return new Passwords(rows(), TestPasswordRules.settings(new Argon2(memory, iterations, 1)), (event) -> {
		});
	}

	private String stored() {
		return this.jdbc.sql("select hash from passwords where account_id = :id")
			.param("id", this.account.value())
			.query(String.class)
			.single();
	}

}
