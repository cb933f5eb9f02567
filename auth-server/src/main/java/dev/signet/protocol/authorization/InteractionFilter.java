package dev.signet.protocol.authorization;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.consent.NoSuchConsent;
import dev.signet.protocol.request.RequestParameters;
import dev.signet.protocol.request.ResumeFilter;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import dev.signet.session.BrowserKey;
import dev.signet.session.NoSuchSession;
import dev.signet.session.SessionAuthentication;
import dev.signet.session.SessionTimes;
import dev.signet.signin.journey.PendingRequest;
import dev.signet.signin.journey.PendingRequests;
import dev.signet.signin.journey.QueryString;
import dev.signet.signin.step.AuthorizationQuestion;
import dev.signet.signin.step.Missing;
import dev.signet.signin.step.NextStep;
import dev.signet.web.SeeOther;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands between a valid authorization request and its answer. It asks {@link NextStep}
 * what is missing, keeps the request and sends the browser to the page for it, or tells
 * the client where no page may be shown ({@code prompt=none}).
 */
public final class InteractionFilter extends OncePerRequestFilter {

	private final Clients clients;

	private final NextStep nextStep;

	private final PendingRequests pendingRequests;

	private final BrowserKey browserKey;

	private final AuthorizationAnswers answers;

	private final Clock clock;

	InteractionFilter(Clients clients, NextStep nextStep, PendingRequests pendingRequests, BrowserKey browserKey,
			AuthorizationAnswers answers, Clock clock) {
		this.clients = clients;
		this.nextStep = nextStep;
		this.pendingRequests = pendingRequests;
		this.browserKey = browserKey;
		this.answers = answers;
		this.clock = clock;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		// Set by the framework once the request has passed the rules
		OAuth2AuthorizationCodeRequestAuthenticationToken asked = (OAuth2AuthorizationCodeRequestAuthenticationToken) request
			.getAttribute(OAuth2AuthorizationCodeRequestAuthenticationToken.class.getName());
		if (asked == null) {
			chain.doFilter(request, response);
			return;
		}
		if (request.getMethod().equals("POST")) {
			// A cross-site POST brings no cookie, so nobody seems signed in: come back by
			// GET
			UUID id = this.pendingRequests.keepUnclaimed(asked.getClientId(), parameters(request));
			SeeOther.send(response, "/oauth2/authorize?resume=" + id);
			return;
		}
		AuthorizationQuestion question = question(asked, session(asked), request);
		if (question.pending() != null && question.pending().denied() && question.account() != null
				&& question.account().accountId().equals(question.pending().decidedBy())) {
			this.answers.onAuthenticationFailure(request, response, refusal(asked, Refusal.CONSENT_DENIED));
			return;
		}
		Optional<Missing> missing = this.nextStep.of(question);
		if (missing.isPresent()) {
			ask(missing.get(), question, asked, request, response);
			return;
		}
		try {
			chain.doFilter(request, response);
		}
		catch (NoSuchSession ex) {
			// It has ended since it was found, so nobody is signed in
			AuthorizationQuestion nobody = question(asked, Optional.empty(), request);
			ask(this.nextStep.of(nobody).orElseThrow(), nobody, asked, request, response);
		}
		catch (NoSuchConsent ex) {
			ask(Missing.CONSENT, question, asked, request, response);
		}
	}

	private void ask(Missing missing, AuthorizationQuestion question,
			OAuth2AuthorizationCodeRequestAuthenticationToken asked, HttpServletRequest request,
			HttpServletResponse response) throws ServletException, IOException {
		if (question.prompt().contains("none") || !missing.hasPage()) {
			this.answers.onAuthenticationFailure(request, response, refusal(asked, missing.refusal()));
			return;
		}
		UUID id = (question.pending() != null) ? question.pending().id() : this.pendingRequests
			.keep(this.browserKey.digestOrCreate(request, response), asked.getClientId(), parameters(request));
		SeeOther.send(response, missing.page(id));
	}

	private AuthorizationQuestion question(OAuth2AuthorizationCodeRequestAuthenticationToken asked,
			Optional<SessionAuthentication> session, HttpServletRequest request) {
		Client client = this.clients.findByClientId(asked.getClientId()).orElseThrow();
		Asked details = Asked.of(asked);
		return new AuthorizationQuestion(client, details.scopesToAllow(), details.prompt(), details.maxAge(),
				details.expectedSubject(), details.secondFactor(),
				session.map(SessionAuthentication::getPrincipal).orElse(null),
				session.flatMap(SessionAuthentication::times).map(SessionTimes::longestPause).orElse(Duration.ZERO),
				this.clock.instant(), ResumeFilter.pending(request));
	}

	private static Optional<SessionAuthentication> session(OAuth2AuthorizationCodeRequestAuthenticationToken asked) {
		return (asked.getPrincipal() instanceof SessionAuthentication session) ? Optional.of(session)
				: Optional.empty();
	}

	private static String parameters(HttpServletRequest request) {
		return QueryString.encode(RequestParameters.of(request).all());
	}

	private static OAuth2AuthorizationCodeRequestAuthenticationException refusal(
			OAuth2AuthorizationCodeRequestAuthenticationToken asked, Refusal refusal) {
		return new OAuth2AuthorizationCodeRequestAuthenticationException(RefusalError.of(refusal), asked);
	}

}
