package dev.signet.selfservice;

import jakarta.validation.constraints.NotEmpty;

/**
 * What somebody types who has no password yet. It is never shown again.
 */
class FirstPasswordForm {

	@NotEmpty(message = "{credential.password.missing}")
	private String newPassword = "";

	public String getNewPassword() {
		return this.newPassword;
	}

	public void setNewPassword(String newPassword) {
		this.newPassword = newPassword;
	}

	/** Takes the password out, so that no page can show it again. */
	String take() {
		String typed = this.newPassword;
		this.newPassword = "";
		return typed;
	}

}
