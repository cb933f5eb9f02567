package dev.signet.selfservice;

import dev.signet.passkey.Passkey;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * What the page of a passkey posts.
 */
public class PasskeyForm {

	@NotBlank(message = "{selfservice.passkey.name-missing}")
	@Size(max = Passkey.MAX_NAME, message = "{selfservice.passkey.name-long}")
	@Pattern(regexp = "\\P{Cntrl}*", message = "{selfservice.passkey.name-characters}")
	private String name = "";

	public String getName() {
		return this.name;
	}

	public void setName(String name) {
		this.name = name.strip();
	}

}
