package dev.signet.selfservice;

import java.time.Instant;
import java.util.UUID;

import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryLink;
import dev.signet.federation.link.Link;
import dev.signet.federation.provider.Provider;
import org.jspecify.annotations.Nullable;

/**
 * A link as its owner sees it, to a provider or to a directory.
 *
 * @param id names it
 * @param path where it is removed and restored
 * @param provider what people call the provider or the directory
 * @param enabled whether people can sign in with it now
 * @param shownAs how the owner recognises the account there, or null
 * @param since when it was made
 * @param lastUsedAt when it was last used, or null
 * @param removedAt when it was removed, or null
 */
record LinkView(UUID id, String path, String provider, boolean enabled, @Nullable String shownAs, Instant since,
		@Nullable Instant lastUsedAt, @Nullable Instant removedAt) {

	static LinkView of(Link link, Provider provider) {
		return new LinkView(link.id(), ProvidersController.PAGE + "/" + link.id(), provider.name(), provider.enabled(),
				link.shownAs(), link.createdAt(), link.lastUsedAt(), link.removedAt());
	}

	static LinkView of(DirectoryLink link, Directory directory) {
		return new LinkView(link.id(), DirectoryLinkController.PAGE + "/" + link.id(), directory.settings().name(),
				directory.enabled(), link.login(), link.createdAt(), link.lastUsedAt(), link.removedAt());
	}

}
