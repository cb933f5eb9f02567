package dev.signet.demo.client;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.stereotype.Component;

/**
 * Signing out here signs out at the server as well (OpenID Connect RP-Initiated Logout
 * 1.0 §2), unless it does not answer: then at least this app forgets the person.
 */
@Component
class SignOut implements LogoutSuccessHandler {

	private final OidcClientInitiatedLogoutSuccessHandler atTheServer;

	private final ServerCheck server;

	SignOut(ClientRegistrationRepository registrations, ServerCheck server, DemoProperties demo) {
		this.server = server;
		this.atTheServer = new OidcClientInitiatedLogoutSuccessHandler(registrations);
		this.atTheServer.setPostLogoutRedirectUri(demo.app().address() + "/");
	}

	@Override
	public void onLogoutSuccess(HttpServletRequest request, HttpServletResponse response,
			@Nullable Authentication authentication) throws IOException, ServletException {
		if (authentication != null && this.server.answers()) {
			this.atTheServer.onLogoutSuccess(request, response, authentication);
		}
		else {
			response.sendRedirect("/");
		}
	}

}
