package dev.signet.protocol.userinfo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import dev.signet.account.Accounts;
import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.protocol.introspection.StandingTokens;
import dev.signet.token.AccessToken;
import dev.signet.token.AnswerSigner;
import dev.signet.token.Subjects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.oidc.http.converter.OidcUserInfoHttpMessageConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.util.Assert;

/**
 * The userinfo endpoint (OpenID Connect Core 1.0 §5.3): plain JSON, or signed for clients
 * that are registered for it.
 */
@Component
public class UserInfoEndpoint {

	private final OidcUserInfoHttpMessageConverter converter = new OidcUserInfoHttpMessageConverter();

	private final UserInfoProvider provider;

	private final Clients clients;

	private final AnswerSigner signer;

	private final BearerErrors errors;

	UserInfoEndpoint(StandingTokens tokens, Accounts accounts, Subjects subjects, Clients clients, AnswerSigner signer,
			BearerErrors errors) {
		this.provider = new UserInfoProvider(tokens, accounts, subjects);
		this.clients = clients;
		this.signer = signer;
		this.errors = errors;
	}

	/** Takes the place of the framework's own answers. */
	public void configure(OAuth2AuthorizationServerConfigurer server) {
		server.oidc((oidc) -> oidc.userInfoEndpoint((endpoint) -> endpoint.authenticationProviders((providers) -> {
			providers.clear();
			providers.add(this.provider);
		}).userInfoResponseHandler(this::answer).errorResponseHandler(this.errors)));
	}

	private void answer(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
			throws IOException {
		OidcUserInfoAuthenticationToken answer = (OidcUserInfoAuthenticationToken) authentication;
		Assert.state(answer.getUserInfo() != null && answer.getPrincipal() instanceof JwtAuthenticationToken,
				"an answer says something, to somebody");
		String clientId = AccessToken.of(((JwtAuthenticationToken) answer.getPrincipal()).getToken()).clientId();
		Client client = this.clients.findByClientId(clientId).orElseThrow();
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		String algorithm = client.userInfoAlgorithm();
		if (algorithm == null) {
			this.converter.write(answer.getUserInfo(), null, new ServletServerHttpResponse(response));
			return;
		}
		response.setContentType("application/jwt");
		response.getOutputStream()
			.write(this.signer.sign(client, algorithm, null, answer.getUserInfo().getClaims())
				.getBytes(StandardCharsets.US_ASCII));
	}

}
