package dev.signet.admin;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signet.account.WaitingAccount;

/**
 * Somebody who waits for approval, as the API shows them.
 *
 * @param id the account
 * @param username the name that they want
 * @param email their address
 * @param emailVerified whether they have shown that they read mail there
 * @param createdAt when they signed up
 */
record SignUpView(UUID id, String username, String email, @JsonProperty("email_verified") boolean emailVerified,
		@JsonProperty("created_at") Instant createdAt) {

	static SignUpView of(WaitingAccount account) {
		return new SignUpView(account.id().value(), account.username(), account.emailAddress().value(),
				account.emailVerified(), account.since());
	}

	/** Without what names the person. */
	@Override
	public String toString() {
		return "SignUpView[id=" + this.id + "]";
	}

}
