package dev.signet.registration;

import jakarta.validation.constraints.NotBlank;

/**
 * The address that somebody types who gave another one when they signed up.
 */
class AddressForm {

	@NotBlank(message = "{account.email.missing}")
	private String email = "";

	public String getEmail() {
		return this.email;
	}

	public void setEmail(String email) {
		this.email = email;
	}

}
