package dev.signet.logout;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

import dev.signet.federation.logout.UpstreamLogout;
import dev.signet.federation.logout.UpstreamLogoutRefused;
import dev.signet.federation.logout.UpstreamSignedOut;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.Providers;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import dev.signet.refusal.RefusedRequests;
import dev.signet.web.JsonAnswer;
import dev.signet.web.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Where providers say that somebody has signed out there (OpenID Connect Back-Channel
 * Logout 1.0 §2.5). Their apps hear of it as of any end of a session.
 */
@Controller
class UpstreamLogoutController {

	private final Providers providers;

	private final UpstreamLogout upstreamLogout;

	private final UpstreamSessions sessions;

	private final RefusedRequests refusedRequests;

	UpstreamLogoutController(Providers providers, UpstreamLogout upstreamLogout, UpstreamSessions sessions,
			RefusedRequests refusedRequests) {
		this.providers = providers;
		this.upstreamLogout = upstreamLogout;
		this.sessions = sessions;
		this.refusedRequests = refusedRequests;
	}

	@PostMapping(UpstreamLogoutSecurity.ROUTE)
	void signedOut(@PathVariable String alias, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		Optional<Provider> provider = this.providers.findByAlias(alias);
		try {
			take(provider.orElseThrow(() -> new UpstreamLogoutRefused("There is no provider with this alias")),
					request);
		}
		catch (UpstreamLogoutRefused ex) {
			// What is no alias may be anything
			refuse(provider.isPresent() ? request.getRequestURI() : UpstreamLogoutSecurity.ROUTE, request, response,
					ex);
		}
	}

	private void take(Provider provider, HttpServletRequest request) throws UpstreamLogoutRefused {
		UpstreamSignedOut signedOut = this.upstreamLogout.read(provider, token(request));
		if (!this.sessions.end(provider.id(), signedOut)) {
			throw new UpstreamLogoutRefused("The logout token was sent before: jti " + signedOut.tokenId());
		}
	}

	/** In the body and once: an address ends up in logs. */
	private static String token(HttpServletRequest request) throws UpstreamLogoutRefused {
		String[] values = request.getParameterValues("logout_token");
		if (request.getQueryString() != null || values == null || values.length != 1) {
			throw new UpstreamLogoutRefused("logout_token must be sent in the body, once");
		}
		return values[0];
	}

	private void refuse(String endpoint, HttpServletRequest request, HttpServletResponse response,
			UpstreamLogoutRefused refused) throws IOException {
		Refusal refusal = Refusal.UPSTREAM_LOGOUT_TOKEN_WORTHLESS;
		this.refusedRequests.record(RequestId.of(request), endpoint, RefusalError.of(refusal, refused.detail()), null,
				Optional::empty);
		response.setStatus(HttpStatus.BAD_REQUEST.value());
		JsonAnswer.send(response, Map.of("error", refusal.error(), "error_description",
				"%s (reference %s)".formatted(refusal.rule(), RequestId.of(request))));
	}

}
