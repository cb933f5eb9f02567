package dev.signet.selfservice;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * What somebody types who connects their account with a directory. The password is never
 * shown again.
 */
class DirectoryForm {

	@NotBlank(message = "{signin.login.missing}")
	@Size(max = 254, message = "{signin.login.long}")
	private String login = "";

	@NotBlank(message = "{signin.password.missing}")
	@Size(max = 512, message = "{signin.password.long}")
	private String password = "";

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

	/** Takes the password out, so that no page can show it again. */
	String takePassword() {
		String typed = this.password;
		this.password = "";
		return typed;
	}

}
