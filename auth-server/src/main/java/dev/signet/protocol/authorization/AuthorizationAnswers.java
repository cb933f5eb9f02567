package dev.signet.protocol.authorization;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.signet.protocol.error.RefusalRecorder;
import dev.signet.protocol.request.ResumeFilter;
import dev.signet.protocol.request.UnprovedRequest;
import dev.signet.signin.journey.PendingRequest;
import dev.signet.signin.journey.PendingRequests;
import dev.signet.web.ErrorAnswer;
import dev.signet.web.PublicAddress;
import dev.signet.web.SeeOther;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;
import org.springframework.util.Assert;

/**
 * Sends the answer of the authorization endpoint: codes and errors alike with {@code iss}
 * (RFC 9207 §2), errors to the client only when client and redirect URI were proved, else
 * to a page of ours.
 */
@Component
class AuthorizationAnswers implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

	private final PublicAddress address;

	private final PendingRequests pendingRequests;

	private final FormPost formPost;

	private final RefusalRecorder recorder;

	AuthorizationAnswers(PublicAddress address, PendingRequests pendingRequests, FormPost formPost,
			RefusalRecorder recorder) {
		this.address = address;
		this.pendingRequests = pendingRequests;
		this.formPost = formPost;
		this.recorder = recorder;
	}

	@Override
	public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response,
			Authentication authentication) throws IOException, ServletException {
		OAuth2AuthorizationCodeRequestAuthenticationToken answer = (OAuth2AuthorizationCodeRequestAuthenticationToken) authentication;
		OAuth2AuthorizationCode code = answer.getAuthorizationCode();
		String redirectUri = answer.getRedirectUri();
		Assert.state(code != null && redirectUri != null, "an answer has a code and somewhere to go");
		send(request, response, answer, redirectUri, Map.of("code", code.getTokenValue()));
	}

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException exception) throws IOException, ServletException {
		OAuth2AuthorizationCodeRequestAuthenticationException refusal = (OAuth2AuthorizationCodeRequestAuthenticationException) exception;
		OAuth2Error error = refusal.getError();
		OAuth2AuthorizationCodeRequestAuthenticationToken asked = refusal.getAuthorizationCodeRequestAuthentication();
		String redirectUri = (asked == null) ? null : asked.getRedirectUri();
		String description = this.recorder.record(request, error, error.getDescription());
		if (asked == null || redirectUri == null) {
			ErrorAnswer.send(request, response, HttpStatus.BAD_REQUEST,
					(refusal instanceof UnprovedRequest unproved) ? unproved.messageKey() : "protocol.refused");
			return;
		}
		Map<String, String> parameters = new LinkedHashMap<>();
		parameters.put("error", error.getErrorCode());
		parameters.put("error_description", description);
		send(request, response, asked, redirectUri, parameters);
	}

	private void send(HttpServletRequest request, HttpServletResponse response,
			OAuth2AuthorizationCodeRequestAuthenticationToken asked, String redirectUri, Map<String, String> answer)
			throws IOException, ServletException {
		PendingRequest pending = ResumeFilter.pending(request);
		if (pending != null) {
			this.pendingRequests.finish(pending.id());
		}
		Map<String, String> parameters = new LinkedHashMap<>(answer);
		if (asked.getState() != null) {
			parameters.put("state", asked.getState());
		}
		parameters.put("iss", this.address.issuer().toString());
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.setHeader("Referrer-Policy", "no-referrer");
		if (ResponseMode.of(request, redirectUri) == ResponseMode.FORM_POST) {
			this.formPost.send(request, response, asked.getClientId(), redirectUri, parameters);
		}
		else {
			SeeOther.send(response, withQuery(redirectUri, parameters));
		}
	}

	private static String withQuery(String redirectUri, Map<String, String> parameters) {
		StringBuilder location = new StringBuilder(redirectUri);
		parameters.forEach((name, value) -> location.append((location.indexOf("?") < 0) ? '?' : '&')
			.append(name)
			.append('=')
			.append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
		return location.toString();
	}

}
