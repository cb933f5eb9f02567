package dev.signet.registration;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;

/**
 * What somebody types who wants an account. Only bound and shown; see
 * {@link PersonFormRules} for what is allowed.
 */
class PersonForm {

	@NotBlank(message = "{account.username.missing}")
	private String username = "";

	@NotBlank(message = "{account.email.missing}")
	private String email = "";

	@NotEmpty(message = "{credential.password.missing}")
	private String password = "";

	/** The version of the terms that the box stands for, empty when it is not ticked. */
	private String accepted = "";

	public String getUsername() {
		return this.username;
	}

	public void setUsername(String username) {
		this.username = username;
	}

	public String getEmail() {
		return this.email;
	}

	public void setEmail(String email) {
		this.email = email;
	}

	public String getPassword() {
		return this.password;
	}

	public void setPassword(String password) {
		this.password = password;
	}

	public String getAccepted() {
		return this.accepted;
	}

	public void setAccepted(String accepted) {
		this.accepted = accepted;
	}

	/** Takes the password out, so that no page can show it again. */
	String takePassword() {
		String taken = this.password;
		this.password = "";
		return taken;
	}

}
