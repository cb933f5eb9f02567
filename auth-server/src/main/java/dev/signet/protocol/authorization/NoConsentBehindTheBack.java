package dev.signet.protocol.authorization;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.stereotype.Component;

/**
 * Keeps the framework out of consent. Its own provider merges earlier consent into what
 * is posted before it looks for a denial, so that a denial can issue a code; here consent
 * is a step that was taken before the framework is asked (docs/decisions/0003).
 */
@Component
class NoConsentBehindTheBack implements OAuth2AuthorizationConsentService {

	@Override
	public void save(OAuth2AuthorizationConsent consent) {
		throw new UnsupportedOperationException("Consent is kept by the consent package");
	}

	@Override
	public void remove(OAuth2AuthorizationConsent consent) {
		throw new UnsupportedOperationException("Consent is kept by the consent package");
	}

	@Override
	public @Nullable OAuth2AuthorizationConsent findById(String registeredClientId, String principalName) {
		return null;
	}

}
