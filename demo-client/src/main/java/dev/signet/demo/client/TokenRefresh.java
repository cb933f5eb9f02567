package dev.signet.demo.client;

import java.time.Duration;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.RefreshTokenOAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.stereotype.Component;

/**
 * Gets new tokens now, however long the present ones would last (RFC 6749 §6). What is
 * new in the ID token, such as a role, shows at once.
 */
@Component
class TokenRefresh {

	/** So much "clock skew" makes every token look expired. */
	private static final Duration ALWAYS = Duration.ofDays(3650);

	private final OAuth2AuthorizedClientManager manager;

	TokenRefresh(ClientRegistrationRepository registrations, OAuth2AuthorizedClientRepository clients,
			OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> tokenEndpoint,
			ApplicationEventPublisher events) {
		RefreshTokenOAuth2AuthorizedClientProvider provider = new RefreshTokenOAuth2AuthorizedClientProvider();
		provider.setAccessTokenResponseClient(tokenEndpoint);
		provider.setClockSkew(ALWAYS);
		provider.setApplicationEventPublisher(events);
		DefaultOAuth2AuthorizedClientManager manager = new DefaultOAuth2AuthorizedClientManager(registrations, clients);
		manager.setAuthorizedClientProvider(provider);
		this.manager = manager;
	}

	/**
	 * Replaces the tokens of this browser session.
	 * @param person whose tokens
	 * @param present the tokens so far
	 * @return whether there are new ones; without a refresh token there are none
	 * @throws OAuth2AuthorizationException when the server gives none
	 */
	boolean now(Authentication person, OAuth2AuthorizedClient present) {
		OAuth2AuthorizedClient renewed = this.manager
			.authorize(OAuth2AuthorizeRequest.withAuthorizedClient(present).principal(person).build());
		return renewed != null
				&& !renewed.getAccessToken().getTokenValue().equals(present.getAccessToken().getTokenValue());
	}

}
