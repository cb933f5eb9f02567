package dev.signet.federation.exchange;

import dev.signet.federation.provider.Provider;
import dev.signet.federation.settings.ProviderSettings;
import dev.signet.federation.settings.UpstreamAuthentication;
import dev.signet.web.PublicAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.stereotype.Component;

/** A provider in the words of the framework's client. */
@Component
public final class Registrations {

	private final PublicAddress address;

	Registrations(PublicAddress address) {
		this.address = address;
	}

	/**
	 * The registration of this server at a provider.
	 * @param secret what proves this server there, or null
	 */
	public ClientRegistration of(Provider provider, UpstreamMetadata metadata, @Nullable String secret) {
		ProviderSettings settings = provider.settings();
		ClientRegistration.Builder registration = ClientRegistration.withRegistrationId(provider.alias())
			.clientId(settings.client().clientId())
			.clientAuthenticationMethod(method(settings.client().authentication()))
			.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
			.redirectUri(redirectUri(provider.alias()))
			.scope(settings.scopes())
			.authorizationUri(metadata.authorization().toString())
			.tokenUri(metadata.token().toString())
			.userNameAttributeName(IdTokenClaimNames.SUB)
			.issuerUri(metadata.issuer())
			.clientName(settings.name());
		return ((secret != null) ? registration.clientSecret(secret) : registration).build();
	}

	/** Where a provider sends people back to. */
	public String redirectUri(String alias) {
		return this.address.to("/signin/with/" + alias + "/callback");
	}

	private static ClientAuthenticationMethod method(UpstreamAuthentication authentication) {
		return switch (authentication) {
			case SECRET_BASIC -> ClientAuthenticationMethod.CLIENT_SECRET_BASIC;
			case SECRET_POST, APPLE_SECRET -> ClientAuthenticationMethod.CLIENT_SECRET_POST;
			case PRIVATE_KEY_JWT -> ClientAuthenticationMethod.PRIVATE_KEY_JWT;
			case NONE -> ClientAuthenticationMethod.NONE;
		};
	}

}
