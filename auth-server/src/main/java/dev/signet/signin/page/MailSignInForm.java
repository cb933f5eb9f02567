package dev.signet.signin.page;

import java.util.Objects;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What somebody types who wants a code by mail.
 */
public class MailSignInForm {

	@NotBlank(message = "{signin.login.missing}")
	@Size(max = SignInForm.MAX_LOGIN, message = "{signin.login.long}")
	private String login = "";

	private boolean remember;

	public String getLogin() {
		return this.login;
	}

	public void setLogin(@Nullable String login) {
		this.login = Objects.requireNonNullElse(login, "");
	}

	public boolean isRemember() {
		return this.remember;
	}

	public void setRemember(boolean remember) {
		this.remember = remember;
	}

}
