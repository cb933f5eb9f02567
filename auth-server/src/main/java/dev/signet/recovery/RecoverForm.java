package dev.signet.recovery;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * What somebody types who forgot their password.
 */
class RecoverForm {

	/** As long as an email address can be. */
	static final int MAX_LOGIN = 254;

	@NotBlank(message = "{recovery.login.missing}")
	@Size(max = MAX_LOGIN, message = "{recovery.login.long}")
	private String login = "";

	public String getLogin() {
		return this.login;
	}

	public void setLogin(String login) {
		this.login = login;
	}

}
