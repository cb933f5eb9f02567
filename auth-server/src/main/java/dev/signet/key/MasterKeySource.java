package dev.signet.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

import dev.signet.database.EmbeddedDatabase;
import org.jspecify.annotations.Nullable;

/**
 * Finds the master key: given by the operator, or, beside the embedded database only,
 * made once and kept. A key made in silence for a shared database would be lost with the
 * machine.
 */
final class MasterKeySource {

	private static final String MAKE_ONE = "Make one with 'openssl rand -base64 32', keep it apart from the database's "
			+ "backups, and give the same to every node: in a file named by signet.key.master-key-file, or in the "
			+ "environment variable SIGNET_KEY_MASTER_KEY.";

	private final KeyProperties properties;

	private final @Nullable EmbeddedDatabase embedded;

	MasterKeySource(KeyProperties properties, @Nullable EmbeddedDatabase embedded) {
		this.properties = properties;
		this.embedded = embedded;
	}

	/**
	 * The master key.
	 * @throws MasterKeyUnusable when there is none, or not exactly one, or it is
	 * malformed
	 */
	MasterKey read() {
		Optional<MasterKey> given = given("signet.key.master-key", this.properties.masterKey(),
				this.properties.masterKeyFile());
		if (given.isPresent()) {
			return given.get();
		}
		if (this.embedded != null) {
			return decode(this.embedded.secret("master-key"),
					"The file secrets/master-key beside the embedded database");
		}
		throw new MasterKeyUnusable("No master key is set, and the database is not the embedded one.", MAKE_ONE);
	}

	/**
	 * The master key before, while it is being changed.
	 * @throws MasterKeyUnusable when two are given, or it is malformed
	 */
	Optional<MasterKey> readPrevious() {
		return given("signet.key.previous-master-key", this.properties.previousMasterKey(),
				this.properties.previousMasterKeyFile());
	}

	private static Optional<MasterKey> given(String setting, @Nullable String value, @Nullable Path file) {
		if (value != null && file != null) {
			throw new MasterKeyUnusable("Both %1$s and %1$s-file are set.".formatted(setting), "Set only one of them.");
		}
		if (value != null) {
			return Optional.of(decode(value, setting));
		}
		return Optional.ofNullable(file)
			.map((given) -> decode(contentOf(given, setting), "The file %s (%s-file)".formatted(given, setting)));
	}

	private static String contentOf(Path file, String setting) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new MasterKeyUnusable("The file of %s-file cannot be read (%s).".formatted(setting, ex),
					"Make the file readable for the user that runs the server. " + MAKE_ONE, ex);
		}
	}

	private static MasterKey decode(String text, String origin) {
		byte[] key = bytes(text.strip());
		if (key.length != MasterKey.LENGTH) {
			throw new MasterKeyUnusable(
					origin + " is not a master key: it must be " + MasterKey.LENGTH + " bytes in Base64.", MAKE_ONE);
		}
		return new MasterKey(key);
	}

	/** Empty when it is not Base64; the exception would quote a part of the secret. */
	private static byte[] bytes(String text) {
		try {
			return Base64.getDecoder().decode(text);
		}
		catch (IllegalArgumentException ex) {
			return new byte[0];
		}
	}

}
