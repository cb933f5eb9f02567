package dev.signet.registration;

import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;

import dev.signet.account.NewAccount;
import dev.signet.account.TestUsernames;
import dev.signet.credential.PasswordProblem;
import dev.signet.credential.TestPasswordRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;

import static org.assertj.core.api.Assertions.assertThat;

class PersonFormRulesTests {

	private final PersonFormRules rules = new PersonFormRules(TestUsernames.rules(),
			TestPasswordRules.needingMoreOf("CAREFUL"));

	private final PersonForm form = new PersonForm();

	private final BindingResult errors = new BeanPropertyBindingResult(this.form, "form");

	@Test
	void checkWhenAllGoodThenThePerson() {
		Optional<NewAccount> person = check(" Anna ", "anna@example.com", "correct horse battery");
		assertThat(this.errors.hasErrors()).isFalse();
		assertThat(person).hasValueSatisfying((anna) -> {
			assertThat(anna.username().value()).isEqualTo("Anna");
			assertThat(anna.roles()).isEmpty();
			assertThat(anna.emailVerified()).isFalse();
		});
	}

	@Test
	void checkWhenAllBadThenOneErrorAtEachField() {
		assertThat(check("a@b", "nowhere", "short")).isEmpty();
		assertThat(codes("username")).containsExactly("account.username.form");
		assertThat(codes("email")).containsExactly("account.email.form");
		assertThat(codes("password")).containsExactly("credential.password.too-short");
	}

	@Test
	void checkWhenFieldHasAnErrorAlreadyThenAddsNoOther() {
		this.errors.rejectValue("username", "account.username.missing");
		assertThat(check("", "anna@example.com", "correct horse battery")).isEmpty();
		assertThat(codes("username")).containsExactly("account.username.missing");
	}

	@ParameterizedTest
	@ValueSource(strings = { "annabelannabelannabel", "annabel@example.com", "Annabel Annabel!" })
	void checkWhenPasswordIsTheNameOrAddressThenRefuses(String password) {
		check("annabel", "annabel@example.com", password);
		assertThat(codes("password")).containsExactly("credential.password.obvious");
	}

	@Test
	void checkWhenRolesNeedASecondFactorThenAShorterPasswordWillDo() {
		this.form.setUsername("annabel");
		this.form.setEmail("annabel@example.com");
		assertThat(this.rules.check(this.form, "k3j-99ax", Set.of("CAREFUL"), this.errors)).isPresent();
		assertThat(this.rules.minLength(Set.of("CAREFUL"))).isEqualTo(8);
		assertThat(this.rules.minLength(Set.of("USER"))).isEqualTo(15);
	}

	@ParameterizedTest
	@EnumSource
	void messageWhenAnyProblemThenExists(PasswordProblem problem) {
		assertThat(ResourceBundle.getBundle("messages/credential").getString(problem.messageKey())).isNotBlank();
	}

	@ParameterizedTest
	@ValueSource(strings = { "username.missing", "username.form", "username.form-plain", "username.reserved",
			"username.taken", "email.missing", "email.form", "email.taken" })
	void messageWhenAnyFieldErrorThenExists(String key) {
		assertThat(ResourceBundle.getBundle("messages/account").getString("account." + key)).isNotBlank();
	}

	private Optional<NewAccount> check(String username, String email, String password) {
		this.form.setUsername(username);
		this.form.setEmail(email);
		return this.rules.check(this.form, password, Set.of("USER"), this.errors);
	}

	private List<String> codes(String field) {
		return this.errors.getFieldErrors(field).stream().map(FieldError::getCode).toList();
	}

}
