package dev.signet.directory;

import java.time.Instant;
import java.util.Optional;

import dev.signet.checklist.Checklist;
import org.jspecify.annotations.Nullable;

/**
 * What has been shown of a directory as it is now.
 *
 * @param lastChecklist the last look at it, or null
 * @param lastTriedAt when somebody was last found who could sign in, or null
 * @param holds whether it may be switched on: both were within the hour, and nothing
 * failed, or it may be switched on again
 * @param again whether it was on until it was switched off, within the hour
 */
public record DirectoryProof(@Nullable Checklist lastChecklist, @Nullable Instant lastTriedAt, boolean holds,
		boolean again) {

	/** The last look at it. */
	public Optional<Checklist> checklist() {
		return Optional.ofNullable(this.lastChecklist);
	}

	/** When somebody was last found who could sign in. */
	public Optional<Instant> triedAt() {
		return Optional.ofNullable(this.lastTriedAt);
	}

}
