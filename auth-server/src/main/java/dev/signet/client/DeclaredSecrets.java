package dev.signet.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.signet.client.ClientProperties.DeclaredClient;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the secrets of a declared client or token, from the configuration or from
 * files.
 */
final class DeclaredSecrets {

	private final List<PlainSecret> secrets = new ArrayList<>();

	private final List<ClientProblem> problems = new ArrayList<>();

	DeclaredSecrets(DeclaredClient declared) {
		add("secret", declared.secret(), declared.secretFile(), null);
		add("previous-secret", declared.previousSecret(), declared.previousSecretFile(),
				declared.previousSecretExpiresAt());
	}

	DeclaredSecrets(DynamicRegistrationProperties.DeclaredToken declared) {
		add("token", declared.token(), declared.tokenFile(), null);
	}

	List<PlainSecret> secrets() {
		return this.secrets;
	}

	List<ClientProblem> problems() {
		return this.problems;
	}

	private void add(String field, @Nullable String value, @Nullable Path file, @Nullable Instant expiresAt) {
		if (value != null && file != null) {
			this.problems.add(new ClientProblem(field + "-file", "A secret comes from one place.",
					field + " and " + field + "-file", "remove one of the two"));
		}
		else if (value != null) {
			this.secrets.add(new PlainSecret(field, value, expiresAt));
		}
		else if (file != null) {
			read(field + "-file", file, expiresAt);
		}
	}

	private void read(String field, Path file, @Nullable Instant expiresAt) {
		try {
			this.secrets.add(new PlainSecret(field, Files.readString(file).stripTrailing(), expiresAt));
		}
		catch (IOException ex) {
			this.problems.add(new ClientProblem(field, "The file with the secret is text that this process may read.",
					file + " (" + ex.getClass().getSimpleName() + ")", "check the path and the file's owner and mode"));
		}
	}

}
