package dev.signet.selfservice;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import dev.signet.account.AccountId;
import dev.signet.directory.Directories;
import dev.signet.directory.DirectoryLink;
import dev.signet.directory.DirectoryLinks;

import org.springframework.stereotype.Component;

/**
 * The directories that a person has connected. Where there is none, nothing here needs a
 * statement.
 */
@Component
class LinkedDirectories {

	private final DirectoryLinks links;

	private final Directories directories;

	LinkedDirectories(DirectoryLinks links, Directories directories) {
		this.links = links;
		this.directories = directories;
	}

	/** Whether there is one to connect, so that people find the page. */
	boolean offered() {
		return !this.directories.enabled().isEmpty();
	}

	/** All links of a person, those too that they can have back. */
	List<LinkView> of(AccountId owner) {
		return all(owner).flatMap(this::view).toList();
	}

	/** A link of a person, if it is theirs. */
	Optional<DirectoryLink> find(AccountId owner, UUID linkId) {
		return all(owner).filter((link) -> link.id().equals(linkId)).findFirst();
	}

	/** The same to look at. */
	Optional<LinkView> view(AccountId owner, UUID linkId) {
		return find(owner, linkId).stream().flatMap(this::view).findFirst();
	}

	private Stream<DirectoryLink> all(AccountId owner) {
		return this.directories.all().isEmpty() ? Stream.empty() : this.links.withRemoved(owner).stream();
	}

	private Stream<LinkView> view(DirectoryLink link) {
		return this.directories.find(link.directoryId()).map((directory) -> LinkView.of(link, directory)).stream();
	}

}
