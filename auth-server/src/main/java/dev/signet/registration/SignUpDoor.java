package dev.signet.registration;

import java.util.Optional;
import java.util.Set;

import dev.signet.account.Roles;
import dev.signet.registration.RegistrationProperties.Mode;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Who may come in to sign up. A link counts in every mode, and one that does not work
 * leads nowhere, also where none is needed: who follows it expects what it gives.
 */
@Component
class SignUpDoor {

	private final RegistrationProperties settings;

	private final Invitations invitations;

	SignUpDoor(RegistrationProperties settings, Invitations invitations) {
		this.settings = settings;
		this.invitations = invitations;
	}

	/**
	 * Looks at who comes. Nothing is used by that.
	 * @param link the secret of an invitation, empty for none
	 */
	Answer at(String link) {
		if (link.isEmpty()) {
			return new Answer((this.settings.mode() == Mode.INVITATION) ? Reason.NEEDED : Reason.WELCOME, null);
		}
		Optional<Invitation> invitation = this.invitations.open(link);
		return new Answer(invitation.isPresent() ? Reason.WELCOME : Reason.GONE, invitation.orElse(null));
	}

	/** Why somebody may come in, or not. */
	enum Reason {

		/** They may. */
		WELCOME,

		/** They need an invitation. */
		NEEDED,

		/** Theirs does not work. */
		GONE

	}

	/**
	 * What the door says.
	 *
	 * @param reason why somebody may come in, or not
	 * @param invitation theirs, or null
	 */
	record Answer(Reason reason, @Nullable Invitation invitation) {

		boolean welcome() {
			return this.reason == Reason.WELCOME;
		}

		/** What they will hold. */
		Set<String> roles() {
			return (this.invitation != null) ? this.invitation.allRoles() : Set.of(Roles.USER);
		}

	}

}
