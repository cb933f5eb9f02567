package dev.signet.admin;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signet.account.EmailAddress;
import dev.signet.registration.Invitation;
import org.jspecify.annotations.Nullable;

/**
 * An invitation as the API shows it; what there is not is left out.
 *
 * @param id the invitation
 * @param link what leads to the sign-up; only in the answer to who made it
 * @param email whom it is for
 * @param sent whether the link went there by mail
 * @param roles what people hold from the start
 * @param groups the groups that they are in from the start
 * @param note what it is for
 * @param uses how many accounts may be made
 * @param used how many were
 * @param madeBy whose invitation it is
 * @param createdAt when it was made
 * @param expiresAt until when it is good
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record InvitationView(UUID id, @Nullable String link, @Nullable String email, boolean sent, List<String> roles,
		List<String> groups, @Nullable String note, int uses, int used, @JsonProperty("made_by") UUID madeBy,
		@JsonProperty("created_at") Instant createdAt, @JsonProperty("expires_at") Instant expiresAt) {

	static InvitationView of(Invitation invitation, @Nullable String link) {
		EmailAddress address = invitation.address();
		return new InvitationView(invitation.id(), link, (address != null) ? address.value() : null,
				invitation.mailed(), invitation.roles(), invitation.groups(), invitation.note(), invitation.uses(),
				invitation.used(), invitation.madeBy().value(), invitation.madeAt(), invitation.expiresAt());
	}

	/** Without the link and the address. */
	@Override
	public String toString() {
		return "InvitationView[id=" + this.id + "]";
	}

}
