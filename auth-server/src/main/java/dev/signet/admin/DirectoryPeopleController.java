package dev.signet.admin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signet.account.SignedInAccount;
import dev.signet.directory.Directories;
import dev.signet.directory.DirectoryId;
import dev.signet.directory.DirectoryLink;
import dev.signet.directory.DirectoryLinks;
import dev.signet.signin.recent.RecentSignIn;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Shows administrators whose accounts belong to people of a directory, and ends that,
 * also where it is the last way in: then there is a password by mail. To end it wants a
 * sign-in of at most 15 minutes ago, and is forbidden without.
 */
@RestController
@RequestMapping(path = "/admin/api/directories/{id}/people", produces = MediaType.APPLICATION_JSON_VALUE)
class DirectoryPeopleController {

	private final Directories directories;

	private final DirectoryLinks links;

	DirectoryPeopleController(Directories directories, DirectoryLinks links) {
		this.directories = directories;
		this.links = links;
	}

	@GetMapping
	Map<String, List<Linked>> all(@PathVariable UUID id, @RequestParam(required = false) @Nullable UUID after,
			@RequestParam(defaultValue = "100") int limit) {
		if (!PageLimit.allows(limit)) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
		}
		return Map.of("people", this.links.of(find(id), after, limit).stream().map(Linked::of).toList());
	}

	@RecentSignIn
	@DeleteMapping("/{linkId}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void unlink(@PathVariable UUID id, @PathVariable UUID linkId,
			@AuthenticationPrincipal SignedInAccount administrator) {
		if (!this.links.remove(linkId, find(id), administrator.accountId())) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
	}

	private DirectoryId find(UUID id) {
		DirectoryId directoryId = new DirectoryId(id);
		if (this.directories.find(directoryId).isEmpty()) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		return directoryId;
	}

	/**
	 * Somebody who is linked; what there is not is left out.
	 *
	 * @param link names the link in addresses
	 * @param account whose account it is
	 * @param login the name with which they last signed in
	 * @param since when they were linked
	 * @param lastUsedAt when they last signed in by it
	 * @param goneSince since when the directory does not know them any more
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Linked(UUID link, UUID account, String login, Instant since,
			@JsonProperty("last_used_at") @Nullable Instant lastUsedAt,
			@JsonProperty("gone_since") @Nullable Instant goneSince) {

		static Linked of(DirectoryLink link) {
			return new Linked(link.id(), link.accountId().value(), link.login(), link.createdAt(), link.lastUsedAt(),
					link.goneSince());
		}

	}

}
