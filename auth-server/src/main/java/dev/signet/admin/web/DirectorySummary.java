package dev.signet.admin.web;

import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryProof;

/**
 * A directory as pages show it.
 *
 * @param id the directory
 * @param name what people call it
 * @param initial its first letter, in place of a picture
 * @param alias how operators know it
 * @param kind the kind, as the name of its words
 * @param state whether it is asked, as the name of its words
 * @param proved whether it may be switched on as it is now
 * @param again whether that is because it was on until just now
 * @param links how many accounts belong to its people
 */
record DirectorySummary(String id, String name, String initial, String alias, String kind, String state, boolean proved,
		boolean again, int links) {

	static DirectorySummary of(Directory directory, int links, DirectoryProof proof) {
		String name = directory.settings().name();
		return new DirectorySummary(directory.id().toString(), name, name.substring(0, name.offsetByCodePoints(0, 1)),
				directory.alias(), directory.kind().name(), directory.state().name(), proof.holds(), proof.again(),
				links);
	}

}
