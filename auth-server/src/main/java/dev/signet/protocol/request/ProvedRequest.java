package dev.signet.protocol.request;

import java.util.Map;
import java.util.Set;

import dev.signet.client.Client;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/**
 * An authorization request whose client and redirect URI are proved: from here on a
 * refusal goes back to the client (RFC 6749 §4.1.2.1).
 *
 * @param client who asks
 * @param redirectUri where it wants the answer
 * @param parameters all that it sent
 */
public record ProvedRequest(Client client, String redirectUri, RequestParameters parameters) {

	/** Who asks while nobody is signed in. */
	public static final Authentication NOBODY = new AnonymousAuthenticationToken("nobody", "nobody",
			AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

	/** What the client wants back to recognise its request, or null. */
	public @Nullable String state() {
		return this.parameters.only("state");
	}

	/** A refusal that the client is told. */
	public OAuth2AuthorizationCodeRequestAuthenticationException refuse(Refusal refusal) {
		return refuse(RefusalError.of(refusal));
	}

	/**
	 * A refusal that the client is told, with what came and what was expected.
	 * @param parameter the parameter that is wrong; it holds no secret
	 */
	public OAuth2AuthorizationCodeRequestAuthenticationException refuse(Refusal refusal, String parameter,
			@Nullable String expected) {
		String[] came = this.parameters.all().get(parameter);
		return refuse(RefusalError.of(refusal, (came == null) ? null : String.join(" ", came), expected));
	}

	/** A refusal that the client is told, as it was put together elsewhere. */
	public OAuth2AuthorizationCodeRequestAuthenticationException refuse(RefusalError error) {
		return new OAuth2AuthorizationCodeRequestAuthenticationException(error,
				new OAuth2AuthorizationCodeRequestAuthenticationToken("/oauth2/authorize", this.client.clientId(),
						NOBODY, this.redirectUri, state(), Set.of(), Map.of()));
	}

}
