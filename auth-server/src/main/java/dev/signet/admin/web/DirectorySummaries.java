package dev.signet.admin.web;

import java.util.List;
import java.util.Map;

import dev.signet.directory.Directories;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryId;
import dev.signet.directory.DirectoryLinks;
import dev.signet.directory.DirectoryProofs;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Finds directories for pages, with what is known of them besides.
 */
@Component
class DirectorySummaries {

	private final Directories directories;

	private final DirectoryLinks links;

	private final DirectoryProofs proofs;

	DirectorySummaries(Directories directories, DirectoryLinks links, DirectoryProofs proofs) {
		this.directories = directories;
		this.links = links;
		this.proofs = proofs;
	}

	/** All, by short name. */
	List<DirectorySummary> all() {
		Map<DirectoryId, Integer> use = this.links.use();
		return this.directories.all().stream().map((directory) -> summary(directory, use)).toList();
	}

	DirectorySummary of(Directory directory) {
		return summary(directory, this.links.use());
	}

	/** The directory that an address names; an address that names none is not there. */
	Directory directory(String id) {
		try {
			return this.directories.find(DirectoryId.of(id)).orElseThrow(DirectorySummaries::unknown);
		}
		catch (IllegalArgumentException ex) {
			throw unknown();
		}
	}

	private DirectorySummary summary(Directory directory, Map<DirectoryId, Integer> use) {
		return DirectorySummary.of(directory, use.getOrDefault(directory.id(), 0), this.proofs.of(directory));
	}

	private static ResponseStatusException unknown() {
		return new ResponseStatusException(HttpStatus.NOT_FOUND);
	}

}
