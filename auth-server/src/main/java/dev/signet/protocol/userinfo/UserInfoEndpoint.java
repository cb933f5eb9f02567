package dev.signet.protocol.userinfo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import dev.signet.token.AccessToken;
import dev.signet.token.AnswerSigner;
import dev.signet.token.ExpiredToken;
import dev.signet.token.TokenReader;
import dev.signet.web.JsonAnswer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The userinfo endpoint (OpenID Connect Core 1.0 §5.3), the last filter of its chain:
 * plain JSON, or signed for clients that are registered for it.
 */
final class UserInfoEndpoint extends OncePerRequestFilter {

	private final BearerTokens bearerTokens = new BearerTokens();

	private final TokenReader reader;

	private final UserInfo userInfo;

	private final AnswerSigner signer;

	private final BearerErrors errors;

	UserInfoEndpoint(TokenReader reader, UserInfo userInfo, AnswerSigner signer, BearerErrors errors) {
		this.reader = reader;
		this.userInfo = userInfo;
		this.signer = signer;
		this.errors = errors;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException {
		try {
			String presented = this.bearerTokens.resolve(request);
			if (presented == null) {
				throw new InsufficientAuthenticationException("The request has no access token");
			}
			send(this.userInfo.about(read(presented)), response);
		}
		catch (AuthenticationException ex) {
			this.errors.commence(request, response, ex);
		}
	}

	private AccessToken read(String presented) {
		try {
			return this.reader.verify(presented);
		}
		catch (ExpiredToken ex) {
			throw new OAuth2AuthenticationException(RefusalError.of(Refusal.ACCESS_TOKEN_EXPIRED), ex);
		}
		catch (BadJwtException ex) {
			throw new OAuth2AuthenticationException(RefusalError.of(Refusal.ACCESS_TOKEN_FOREIGN), ex);
		}
	}

	private void send(UserInfo.Answer answer, HttpServletResponse response) throws IOException {
		String algorithm = answer.client().userInfoAlgorithm();
		if (algorithm == null) {
			JsonAnswer.send(response, answer.claims());
			return;
		}
		response.setContentType("application/jwt");
		response.getOutputStream()
			.write(this.signer.sign(answer.client(), algorithm, null, answer.claims())
				.getBytes(StandardCharsets.US_ASCII));
	}

}
