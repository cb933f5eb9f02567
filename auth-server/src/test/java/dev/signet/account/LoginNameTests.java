package dev.signet.account;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LoginNameTests {

	private final Account account = new Account(AccountId.random(),
			NewAccount.of(new Username("Ada.L"), new EmailAddress("J\u00fcrgen@B\u00fccher.example")),
			Instant.parse("2026-01-01T00:00:00Z"));

	@Test
	void namesOfAnAccountThenTwo() {
		assertThat(this.account.loginNames()).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Ada.L", "ada.l", " ADA.L ", "J\u00fcrgen@B\u00fccher.example",
			"ju\u0308rgen@bu\u0308cher.example", "J\u00dcRGEN@xn--bcher-kva.EXAMPLE",
			"\tj\u00fcrgen@\uff42\u00fccher.example\n" })
	void nameWhenWrittenInAnotherWayThenTheSame(String typed) {
		assertThat(this.account.loginNames()).contains(LoginName.of(typed));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Ada", "ada-l", "ada.l@b\u00fccher.example", "jurgen@b\u00fccher.example",
			"j\u00fcrgen+x@b\u00fccher.example", "j\u00fcrgen@b\u00fccher.example,ada.l", "", "\0" })
	void nameWhenOfNobodyThenAnother(String typed) {
		assertThat(this.account.loginNames()).doesNotContain(LoginName.of(typed));
	}

}
