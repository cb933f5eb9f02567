package dev.signet.registration;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What somebody says who wants an invitation; {@link InvitationRules} tells whether it
 * can be one.
 *
 * @param email whom it is for; null for whoever has the link
 * @param send whether the link goes to that address by mail, and nowhere else
 * @param language the language of the mail (BCP 47); null for that of the pages
 * @param uses how many accounts may be made; null for one
 * @param expiresAt until when; null for a week
 * @param roles what they hold from the start, besides what everybody does
 * @param groups the names of the groups that they are in from the start
 * @param note what it is for, or null
 */
public record NewInvitation(@Nullable String email, boolean send, @Nullable String language, @Nullable Integer uses,
		@Nullable Instant expiresAt, List<String> roles, List<String> groups, @Nullable String note) {

	public NewInvitation {
		roles = List.copyOf(roles);
		groups = List.copyOf(groups);
	}

	/** Without the address. */
	@Override
	public String toString() {
		return "NewInvitation";
	}

}
