package dev.signet.protocol.authentication;

import java.util.Set;
import java.util.UUID;

import dev.signet.client.ClientSecrets;
import dev.signet.client.ClientUses;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * A client that proves itself by one of its secrets (RFC 6749 §2.3.1), in the header or
 * in the form. Which one it was is noted, so that old ones can be taken away.
 */
final class ClientSecretProvider implements AuthenticationProvider {

	private static final Set<ClientAuthenticationMethod> METHODS = Set
		.of(ClientAuthenticationMethod.CLIENT_SECRET_BASIC, ClientAuthenticationMethod.CLIENT_SECRET_POST);

	private final NamedClients clients;

	private final ClientSecrets secrets;

	private final ClientUses uses;

	ClientSecretProvider(NamedClients clients, ClientSecrets secrets, ClientUses uses) {
		this.clients = clients;
		this.secrets = secrets;
		this.uses = uses;
	}

	@Override
	public @Nullable Authentication authenticate(Authentication authentication) {
		OAuth2ClientAuthenticationToken claim = (OAuth2ClientAuthenticationToken) authentication;
		ClientAuthenticationMethod method = claim.getClientAuthenticationMethod();
		if (!METHODS.contains(method)) {
			return null;
		}
		RegisteredClient client = this.clients.find(claim, method);
		String secret = (String) claim.getCredentials();
		String own = client.getClientSecret();
		if (secret == null || !this.secrets.matches(secret, own)) {
			throw new OAuth2AuthenticationException(
					RefusalError.of(this.secrets.expired(secret, own) ? Refusal.SECRET_EXPIRED : Refusal.SECRET_WRONG));
		}
		this.uses.noteSecret(UUID.fromString(client.getId()), secret);
		return new OAuth2ClientAuthenticationToken(client, method, null);
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
	}

}
