package dev.signet.registration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.signet.account.Accounts;
import dev.signet.account.EmailAddress;
import dev.signet.account.NewAccount;
import dev.signet.account.Username;
import dev.signet.credential.HashingBusy;
import dev.signet.credential.Passwords;
import dev.signet.proof.Asked;
import dev.signet.proof.Asker;
import dev.signet.proof.Asking;
import dev.signet.proof.Asks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.never;

/** When the password of somebody who signs up is hashed. */
class PersonSubmissionTests {

	private final PersonFormRules rules = Mockito.mock();

	private final Accounts accounts = Mockito.mock();

	private final Passwords passwords = Mockito.mock();

	private final Asks asks = Mockito.mock();

	private final PersonSubmission submission = new PersonSubmission(this.rules, this.accounts, this.passwords,
			this.asks);

	private final List<Asker> askers = List.of(Asker.of(Asking.SIGN_UP_FROM_NETWORK, "198.51.100.7"));

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private final PersonForm form = new PersonForm();

	private final BindingResult errors = new BeanPropertyBindingResult(this.form, "form");

	@BeforeEach
	void setUp() {
		given(this.rules.check(any(), any(), any(), any())).willReturn(
				Optional.of(NewAccount.of(new Username("somebody"), new EmailAddress("somebody@example.test"))));
		given(this.accounts.free(any())).willReturn(true);
	}

	@Test
	void submitWhenTheNameIsTakenThenNothingIsHashedNorCounted() {
		given(this.accounts.free(new Username("somebody"))).willReturn(false);
		assertThat(submit()).isEmpty();
		assertThat(this.errors.getFieldErrors("username")).hasSize(1);
		then(this.passwords).shouldHaveNoInteractions();
		then(this.asks).shouldHaveNoInteractions();
	}

	@Test
	void submitWhenTooManySignUpThenNothingIsHashed() {
		given(this.asks.count(anyCollection())).willReturn(new Asked(Optional.of(this.askers.get(0)), List.of()));
		given(this.asks.wait(this.askers.get(0))).willReturn(Duration.ofMinutes(7));
		assertThat(submit()).isEmpty();
		assertThat(this.response.getStatus()).isEqualTo(429);
		assertThat(this.errors.getFieldErrors("email")).hasSize(1);
		then(this.passwords).should(never()).hash(any());
	}

	@Test
	void submitWhenHashingIsBusyThenItDoesNotCount() {
		given(this.asks.count(anyCollection())).willReturn(new Asked(Optional.empty(), List.of()));
		HashingBusy busy = Mockito.mock();
		given(busy.retryAfter()).willReturn(Duration.ofSeconds(3));
		given(this.passwords.hash(any())).willThrow(busy);
		assertThat(submit()).isEmpty();
		assertThat(this.response.getStatus()).isEqualTo(503);
		then(this.asks).should().forgive(this.askers);
	}

	private Optional<String> submit() {
		return this.submission.submit(this.form, Set.of("USER"), this.errors, this.response, (person) -> this.askers,
				(person, password) -> "stored");
	}

}
