package dev.signet.protocol.token;

import java.util.Set;

import dev.signet.grant.AuthorizationCodes;
import dev.signet.grant.CodeBinding;
import dev.signet.grant.PresentedCode;
import dev.signet.protocol.authentication.AuthenticatedClient;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Gives tokens for an authorization code (RFC 6749 §4.1.3), to the client that asked for
 * it. The framework's provider wants stored tokens to look at, and leaves the proof of
 * the verifier (RFC 7636 §4.6) to the authentication of clients.
 */
final class AuthorizationCodeProvider implements AuthenticationProvider {

	private final AuthorizationCodes codes;

	private final GeneratedTokens tokens;

	AuthorizationCodeProvider(AuthorizationCodes codes, GeneratedTokens tokens) {
		this.codes = codes;
		this.tokens = tokens;
	}

	@Override
	public Authentication authenticate(Authentication authentication) {
		OAuth2AuthorizationCodeAuthenticationToken request = (OAuth2AuthorizationCodeAuthenticationToken) authentication;
		RegisteredClient caller = AuthenticatedClient.ofGrant(request);
		String verifier = verifier(request, caller);
		PresentedCode code = this.codes.find(request.getCode());
		checkVerifier(code.binding(), verifier, caller);
		// Only now: who cannot prove a verifier does not end what its code stands for
		checkClient(code, caller);
		checkRedirectUri(code.binding(), request.getRedirectUri());
		this.codes.checkUnused(code);
		OAuth2AccessTokenAuthenticationToken answer = this.tokens.of(code.given(), request, Set.of(),
				code.binding().nonce());
		// Last, so that nothing is used up when a token cannot be made
		this.codes.redeem(request.getCode(), code, answer.getRefreshToken());
		return answer;
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return OAuth2AuthorizationCodeAuthenticationToken.class.isAssignableFrom(authentication);
	}

	/** A public client has nothing else to prove itself by, so it must send one. */
	private static @Nullable String verifier(OAuth2AuthorizationCodeAuthenticationToken request,
			RegisteredClient caller) {
		String verifier = (String) request.getAdditionalParameters().get(PkceParameterNames.CODE_VERIFIER);
		if (isPublic(caller) && (verifier == null || verifier.isEmpty())) {
			throw refusal(RefusalError.of(Refusal.CODE_VERIFIER_MISSING));
		}
		return verifier;
	}

	/** RFC 7636 §4.6, and against its downgrade RFC 9700 §4.8.2. */
	private static void checkVerifier(CodeBinding binding, @Nullable String verifier, RegisteredClient caller) {
		if (binding.codeChallenge() == null) {
			// The client may have come to need one since it asked
			boolean sent = verifier != null && !verifier.isBlank();
			if (sent || isPublic(caller) || caller.getClientSettings().isRequireProofKey()) {
				throw refusal(RefusalError.of(Refusal.CODE_VERIFIER_UNEXPECTED));
			}
		}
		else if (!binding.fits(verifier)) {
			throw refusal(RefusalError.of(Refusal.CODE_VERIFIER_WRONG,
					(verifier == null) ? null : "a code_verifier of %d characters".formatted(verifier.length()),
					"the code_verifier whose SHA-256 is the code_challenge of the authorization request"));
		}
	}

	/** A code that has come to another client is worthless from now on. */
	private void checkClient(PresentedCode code, RegisteredClient caller) {
		if (!code.grant().clientId().toString().equals(caller.getId())) {
			if (!code.redeemed()) {
				this.codes.end(code);
			}
			throw refusal(RefusalError.of(Refusal.CODE_OF_ANOTHER_CLIENT));
		}
	}

	private static void checkRedirectUri(CodeBinding binding, @Nullable String redirectUri) {
		if (binding.redirectUri() != null && !binding.redirectUri().equals(redirectUri)) {
			throw refusal(RefusalError.of(Refusal.CODE_REDIRECT_URI_DIFFERS, redirectUri, binding.redirectUri()));
		}
	}

	private static boolean isPublic(RegisteredClient caller) {
		return caller.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE);
	}

	private static OAuth2AuthenticationException refusal(RefusalError error) {
		return new OAuth2AuthenticationException(error);
	}

}
