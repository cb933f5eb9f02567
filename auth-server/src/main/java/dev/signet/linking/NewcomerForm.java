package dev.signet.linking;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What somebody types who comes from elsewhere and is new here. Fields that the page does
 * not show stay empty.
 */
public class NewcomerForm {

	private String username = "";

	private String email = "";

	public String getUsername() {
		return this.username;
	}

	public void setUsername(@Nullable String username) {
		this.username = Objects.requireNonNullElse(username, "");
	}

	public String getEmail() {
		return this.email;
	}

	public void setEmail(@Nullable String email) {
		this.email = Objects.requireNonNullElse(email, "");
	}

}
