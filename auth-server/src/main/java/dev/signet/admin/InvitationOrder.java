package dev.signet.admin;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signet.registration.NewInvitation;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator sends who wants an invitation; all of it may be left out.
 *
 * @param email whom it is for; else for whoever has the link
 * @param send whether the link goes there by mail, and is not told here
 * @param language the language of that mail
 * @param uses how many accounts may be made, else one
 * @param expiresAt until when, else for a week
 * @param roles what they hold from the start
 * @param groups the groups that they are in from the start
 * @param note what it is for
 */
record InvitationOrder(@Nullable String email, @Nullable Boolean send, @Nullable String language,
		@Nullable Integer uses, @JsonProperty("expires_at") @Nullable Instant expiresAt,
		@Nullable List<@Nullable String> roles, @Nullable List<@Nullable String> groups, @Nullable String note) {

	NewInvitation invitation() {
		return new NewInvitation(this.email, Boolean.TRUE.equals(this.send), this.language, this.uses, this.expiresAt,
				names(this.roles), names(this.groups), this.note);
	}

	/** What is no name is refused as one that is too short. */
	private static List<String> names(@Nullable List<@Nullable String> given) {
		return (given == null) ? List.of() : given.stream().map((name) -> (name == null) ? "" : name).toList();
	}

	/** Without the address. */
	@Override
	public String toString() {
		return "InvitationOrder";
	}

}
