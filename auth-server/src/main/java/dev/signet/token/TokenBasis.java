package dev.signet.token;

import java.util.Set;
import java.util.UUID;

import dev.signet.account.SignedInAccount;
import dev.signet.consent.Particulars;
import org.jspecify.annotations.Nullable;

/**
 * What tokens are made from.
 *
 * @param clientId the client that gets them
 * @param scopes what they are for, of what was granted
 * @param resources the APIs that the token request names (RFC 8707 §2.2), or none
 * @param giver who gave the grant that they hang on, or null when the client acts for
 * itself
 */
public record TokenBasis(String clientId, Set<String> scopes, Set<String> resources, @Nullable Giver giver) {

	/** What the grant says besides scopes. */
	Particulars particulars() {
		return (this.giver != null) ? this.giver.particulars() : Particulars.NONE;
	}

	/**
	 * Who gave a grant.
	 *
	 * @param person the person, signed in as they were when they gave it
	 * @param grantId the grant
	 * @param particulars what was granted besides scopes
	 */
	public record Giver(SignedInAccount person, UUID grantId, Particulars particulars) {
	}

}
