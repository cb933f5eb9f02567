package dev.signet.admin.web;

import java.time.Instant;
import java.util.Map;

import dev.signet.account.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * What was set about a provider or a directory until somebody changed it.
 *
 * @param version the last version of which it was true
 * @param replacedAt until when
 * @param replacedBy who changed it; null when that account is gone
 * @param words what stood in the forms, by the names of their fields
 */
record Past(int version, Instant replacedAt, @Nullable AccountId replacedBy, Map<String, String> words) {

	/** How far back one can go. */
	static final int KEPT = 20;

	Past {
		words = Map.copyOf(words);
	}

	/** Whose past it is, with the beginning of the names of its tables and columns. */
	enum Owner {

		PROVIDER("provider"), DIRECTORY("directory");

		private final String name;

		Owner(String name) {
			this.name = name;
		}

		/** A statement in which the name is left open. */
		String sql(String statement) {
			return statement.replace("{owner}", this.name);
		}

	}

}
