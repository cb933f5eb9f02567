package dev.signet.selfservice;

import jakarta.validation.constraints.NotEmpty;

/**
 * What somebody types who wants another password. Neither is ever shown again.
 */
class PasswordForm {

	@NotEmpty(message = "{selfservice.password.old-missing}")
	private String oldPassword = "";

	@NotEmpty(message = "{credential.password.missing}")
	private String newPassword = "";

	public String getOldPassword() {
		return this.oldPassword;
	}

	public void setOldPassword(String oldPassword) {
		this.oldPassword = oldPassword;
	}

	public String getNewPassword() {
		return this.newPassword;
	}

	public void setNewPassword(String newPassword) {
		this.newPassword = newPassword;
	}

	/** Takes the passwords out, so that no page can show them again. */
	Typed take() {
		Typed typed = new Typed(this.oldPassword, this.newPassword);
		this.oldPassword = "";
		this.newPassword = "";
		return typed;
	}

	/** Both passwords as typed. */
	record Typed(String oldPassword, String newPassword) {

		boolean same() {
			return this.oldPassword.equals(this.newPassword);
		}

		/** Never the passwords. */
		@Override
		public String toString() {
			return "Typed";
		}

	}

}
