package dev.signet.protocol.authentication;

import dev.signet.client.ClientSecrets;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

/**
 * Compares client secrets for the framework, and gives the refusal of one that does not
 * match its name, which the framework leaves out. The client reads the same either way.
 */
final class SecretComparison implements PasswordEncoder {

	private final ClientSecrets secrets;

	SecretComparison(ClientSecrets secrets) {
		this.secrets = secrets;
	}

	@Override
	public @Nullable String encode(@Nullable CharSequence secret) {
		return this.secrets.encode(secret);
	}

	@Override
	public boolean matches(@Nullable CharSequence presented, @Nullable String encoded) {
		if (this.secrets.matches(presented, encoded)) {
			return true;
		}
		throw new OAuth2AuthenticationException(RefusalError
			.of(this.secrets.expired(presented, encoded) ? Refusal.SECRET_EXPIRED : Refusal.SECRET_WRONG));
	}

	@Override
	public boolean upgradeEncoding(@Nullable String encoded) {
		return this.secrets.upgradeEncoding(encoded);
	}

}
