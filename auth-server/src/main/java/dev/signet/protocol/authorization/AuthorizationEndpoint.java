package dev.signet.protocol.authorization;

import java.time.Clock;
import java.util.List;

import dev.signet.client.Clients;
import dev.signet.grant.AuthorizationCodes;
import dev.signet.protocol.request.ResumeFilter;
import dev.signet.session.BrowserKey;
import dev.signet.signin.journey.PendingRequests;
import dev.signet.signin.journey.WaitingRequest;
import dev.signet.signin.step.NextStep;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.web.OAuth2AuthorizationEndpointFilter;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.stereotype.Component;

/**
 * The authorization endpoint (RFC 6749 §3.1): our rules for requests, the steps a person
 * may have to take, the code and our answers, in the seams of the framework's filter.
 */
@Component
public class AuthorizationEndpoint {

	private final AuthorizationRequestConverter requests;

	private final AuthorizationAnswers answers;

	private final AuthorizationCodeRequestProvider codes;

	private final ResumeFilter resume;

	private final InteractionFilter interaction;

	AuthorizationEndpoint(AuthorizationRequestConverter requests, AuthorizationAnswers answers,
			AuthorizationCodes codes, Clients clients, NextStep nextStep, PendingRequests pendingRequests,
			WaitingRequest waitingRequest, BrowserKey browserKey, Clock clock) {
		this.requests = requests;
		this.answers = answers;
		this.codes = new AuthorizationCodeRequestProvider(clients, codes);
		this.resume = new ResumeFilter(waitingRequest);
		this.interaction = new InteractionFilter(clients, nextStep, pendingRequests, browserKey, answers, clock);
	}

	/** Puts rules and answers in the framework's seams. */
	public void configure(OAuth2AuthorizationServerConfigurer server) {
		server.authorizationEndpoint((endpoint) -> endpoint.authorizationRequestConverters((converters) -> {
			converters.clear();
			converters.add(this.requests);
		})
			.authenticationProviders(this::issueCodes)
			.authorizationResponseHandler(this.answers)
			.errorResponseHandler(this.answers));
		server.addObjectPostProcessor(new WithoutHttpSession());
	}

	/** Puts the steps of a person around them. */
	public void addFilters(HttpSecurity http) {
		http.addFilterAfter(this.resume, HeaderWriterFilter.class)
			.addFilterBefore(this.interaction, AuthorizationFilter.class);
	}

	private void issueCodes(List<AuthenticationProvider> providers) {
		// The framework takes rules for requests from its provider, so that one stays.
		// Behind ours, which answers or throws no refusal, nobody asks it for a code
		providers.removeIf((provider) -> !(provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider));
		providers.add(0, this.codes);
	}

	/**
	 * Takes out the framework's strategy, which makes an HTTP session for each answer.
	 */
	private static final class WithoutHttpSession implements ObjectPostProcessor<OAuth2AuthorizationEndpointFilter> {

		@Override
		public <O extends OAuth2AuthorizationEndpointFilter> O postProcess(O filter) {
			filter.setSessionAuthenticationStrategy((authentication, request, response) -> {
			});
			return filter;
		}

	}

}
