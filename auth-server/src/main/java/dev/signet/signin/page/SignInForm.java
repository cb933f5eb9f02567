package dev.signet.signin.page;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * What the sign-in page posts.
 */
public class SignInForm {

	/** As long as an email address can be. */
	static final int MAX_LOGIN = 254;

	@NotBlank(message = "{signin.login.missing}")
	@Size(max = MAX_LOGIN, message = "{signin.login.long}")
	private String login = "";

	@NotBlank(message = "{signin.password.missing}")
	@Size(max = 512, message = "{signin.password.long}")
	private String password = "";

	private boolean remember;

	public String getLogin() {
		return this.login;
	}

	public void setLogin(String login) {
		this.login = login;
	}

	public String getPassword() {
		return this.password;
	}

	public void setPassword(String password) {
		this.password = password;
	}

	public boolean isRemember() {
		return this.remember;
	}

	public void setRemember(boolean remember) {
		this.remember = remember;
	}

}
