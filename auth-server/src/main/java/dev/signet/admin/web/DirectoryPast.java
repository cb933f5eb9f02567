package dev.signet.admin.web;

import java.time.Instant;
import java.util.Map;

import dev.signet.account.AccountId;
import dev.signet.directory.DirectoryId;
import org.jspecify.annotations.Nullable;

/**
 * What was set about a directory until somebody changed it.
 *
 * @param directoryId the directory
 * @param version the last version of which it was true
 * @param replacedAt until when
 * @param replacedBy who changed it; null when that account is gone
 * @param words what stood in the forms, by the names of their fields
 */
record DirectoryPast(DirectoryId directoryId, int version, Instant replacedAt, @Nullable AccountId replacedBy,
		Map<String, String> words) {

	DirectoryPast {
		words = Map.copyOf(words);
	}

}
