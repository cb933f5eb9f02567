package dev.signet.protocol.token;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.stereotype.Component;

/**
 * Keeps the framework from keeping tokens, which without a store of ours it would do in
 * memory. Who is asked here is a provider of the framework that should not be in use
 * (docs/decisions/0001).
 */
@Component
class NothingStored implements OAuth2AuthorizationService {

	@Override
	public void save(OAuth2Authorization authorization) {
		throw unused();
	}

	@Override
	public void remove(OAuth2Authorization authorization) {
		throw unused();
	}

	@Override
	public @Nullable OAuth2Authorization findById(String id) {
		throw unused();
	}

	@Override
	public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType tokenType) {
		throw unused();
	}

	private static UnsupportedOperationException unused() {
		return new UnsupportedOperationException("Grants are kept by the grant package");
	}

}
