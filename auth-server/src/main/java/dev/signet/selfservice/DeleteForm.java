package dev.signet.selfservice;

import dev.signet.account.Username;

/**
 * What somebody types who wants their account deleted: its username.
 */
class DeleteForm {

	private String confirmation = "";

	public String getConfirmation() {
		return this.confirmation;
	}

	public void setConfirmation(String confirmation) {
		this.confirmation = confirmation;
	}

	/** Case and blanks around it do not matter, as when signing in. */
	boolean confirms(String username) {
		return Username.parse(this.confirmation)
			.filter((typed) -> typed.value().equalsIgnoreCase(username))
			.isPresent();
	}

}
