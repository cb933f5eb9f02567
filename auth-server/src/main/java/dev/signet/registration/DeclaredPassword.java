package dev.signet.registration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import dev.signet.registration.AccountProperties.DeclaredAccount;
import org.jspecify.annotations.Nullable;

/**
 * The first password of a declared person, from the configuration or from a file. It is
 * looked for only while the account does not exist, so the file may be gone afterwards.
 */
final class DeclaredPassword {

	private final String field;

	private @Nullable String value;

	private @Nullable DeclarationProblem problem;

	DeclaredPassword(DeclaredAccount declared) {
		String given = declared.password();
		Path file = declared.passwordFile();
		this.field = (file != null) ? "password-file" : "password";
		if (given != null && file != null) {
			refuse("A password comes from one place: remove password or password-file.");
		}
		else if (file != null) {
			read(file);
		}
		else if (given != null) {
			this.value = given;
		}
		else {
			refuse("A new person needs a password: set password or password-file.");
		}
	}

	/** The key that it came from. */
	String field() {
		return this.field;
	}

	/** Why there is none. */
	Optional<DeclarationProblem> problem() {
		return Optional.ofNullable(this.problem);
	}

	/**
	 * The password.
	 * @throws IllegalStateException when there is a problem
	 */
	String value() {
		if (this.value == null) {
			throw new IllegalStateException("There is no password");
		}
		return this.value;
	}

	private void read(Path file) {
		try {
			this.value = Files.readString(file).stripTrailing();
		}
		catch (IOException ex) {
			refuse("The password is text that this process may read: check the path %s, its owner and mode (%s)."
				.formatted(file, ex.getClass().getSimpleName()));
		}
	}

	private void refuse(String fix) {
		this.problem = new DeclarationProblem(this.field, fix);
	}

}
