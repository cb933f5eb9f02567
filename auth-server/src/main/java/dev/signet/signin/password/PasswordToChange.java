package dev.signet.signin.password;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.modulith.NamedInterface;

/**
 * Somebody gave the right password, but who keeps it wants another one to be chosen
 * first. Nobody else knows it, so nobody else learns that.
 */
@NamedInterface("password")
public final class PasswordToChange extends RuntimeException {

	private final String keeper;

	private final transient @Nullable URI page;

	/**
	 * Says so.
	 * @param keeper what people call who keeps the password
	 * @param page where it can be changed; null when there is no such page
	 */
	public PasswordToChange(String keeper, @Nullable URI page) {
		super("The password is to be changed where it is kept");
		this.keeper = keeper;
		this.page = page;
	}

	/** What people call who keeps it. */
	public String keeper() {
		return this.keeper;
	}

	/** Where it can be changed. */
	public @Nullable URI page() {
		return this.page;
	}

}
