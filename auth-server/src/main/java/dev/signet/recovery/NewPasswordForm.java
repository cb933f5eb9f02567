package dev.signet.recovery;

import jakarta.validation.constraints.NotEmpty;

/**
 * The new password of somebody who forgot the one before.
 */
class NewPasswordForm {

	@NotEmpty(message = "{credential.password.missing}")
	private String password = "";

	public String getPassword() {
		return this.password;
	}

	public void setPassword(String password) {
		this.password = password;
	}

	/** Takes the password out, so that no page can show it again. */
	String takePassword() {
		String taken = this.password;
		this.password = "";
		return taken;
	}

}
