package dev.signet.signin.factor;

import java.util.Optional;

import dev.signet.account.AccountId;
import dev.signet.credential.AuthenticatorSecret;
import dev.signet.credential.Authenticators;
import dev.signet.web.PublicAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/**
 * What pages show on which a person sets up an authenticator app. Until the first code
 * comes, nothing is stored.
 */
@Component
@NamedInterface("factor")
public class AuthenticatorSetUp {

	private static final String ISSUER = "Signet";

	private final Authenticators authenticators;

	private final PublicAddress address;

	AuthenticatorSetUp(Authenticators authenticators, PublicAddress address) {
		this.authenticators = authenticators;
		this.address = address;
	}

	/** The secret that a form carries, empty when it carries none that still counts. */
	public Optional<AuthenticatorSecret> secret(AccountId accountId, @Nullable String sealed) {
		return (sealed != null) ? this.authenticators.unseal(sealed, accountId) : Optional.empty();
	}

	/**
	 * Shows the secret that a form carried again, so that the app need not start anew.
	 */
	public View show(AccountId accountId, String username, Optional<AuthenticatorSecret> carried) {
		AuthenticatorSecret secret = carried.orElseGet(this.authenticators::propose);
		String link = secret.address(ISSUER, username + "@" + this.address.issuer().getHost());
		return new View(this.authenticators.seal(secret, accountId), secret.text(), link, QrCode.of(link));
	}

	/**
	 * What a page shows.
	 *
	 * @param sealed what its form carries
	 * @param text the secret for those who type it
	 * @param link the same for an app on this device
	 * @param qrCode the same for an app on another one
	 */
	public record View(String sealed, String text, String link, QrCode qrCode) {

		/** Without the secret. */
		@Override
		public String toString() {
			return "AuthenticatorSetUp.View";
		}

	}

}
