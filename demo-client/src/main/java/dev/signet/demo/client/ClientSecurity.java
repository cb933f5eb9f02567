package dev.signet.demo.client;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.DispatcherType;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientPropertiesMapper;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.client.OidcBackChannelLogoutHandler;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.oauth2.client.oidc.session.InMemoryOidcSessionRegistry;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionRegistry;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;

/**
 * Sign-in with OpenID Connect: authorization code with PKCE, and sign-out that also
 * reaches the authorization server.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OAuth2ClientProperties.class)
class ClientSecurity {

	/** The one registration: where this app lets people sign in. */
	static final String SIGNET = "signet";

	@Bean
	SecurityFilterChain pages(HttpSecurity http, DemoProperties demo, SignOut signOut,
			ClientRegistrationRepository registrations) {
		http.addFilterBefore(new OneAddress(demo.app().address()), SecurityContextHolderFilter.class);
		http.authorizeHttpRequests((requests) -> {
			requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
			requests.requestMatchers("/", "/signin", "/signin/failed", "/style*.css", "/looks/**").permitAll();
			requests.requestMatchers("/admin").hasRole("ADMIN");
			requests.anyRequest().authenticated();
		});
		http.oauth2Login((login) -> {
			login.loginPage("/signin");
			login.defaultSuccessUrl("/home");
			login.authorizationEndpoint((endpoint) -> endpoint.authorizationRequestResolver(new StepUp(registrations)));
			login.failureHandler(new SignInFailures());
		});
		http.requestCache((cache) -> cache.requestCache(returnToPlainAddress()));
		http.logout((logout) -> logout.logoutSuccessHandler(signOut));
		// Somebody who signs out elsewhere is signed out here, too
		http.oidcLogout((oidc) -> oidc.backChannel(Customizer.withDefaults()));
		http.exceptionHandling((exceptions) -> exceptions.accessDeniedHandler(startAgainWhenFormIsTooOld()));
		http.headers((headers) -> {
			// Signing out is a form post that is redirected to the server
			headers.contentSecurityPolicy((policy) -> policy
				.policyDirectives("default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
						+ "form-action 'self' " + demo.issuerOrigin() + "; frame-ancestors 'none'"));
			headers.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.SAME_ORIGIN));
			headers.crossOriginOpenerPolicy((policy) -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN));
			headers.permissionsPolicyHeader((policy) -> policy.policy("camera=(), geolocation=(), microphone=()"));
		});
		return http.build();
	}

	/**
	 * The registration from the settings, with what only the server's metadata would
	 * tell. Asking for the metadata would tie this app's start to the server's.
	 */
	@Bean
	ClientRegistrationRepository registrations(OAuth2ClientProperties settings, DemoProperties demo) {
		ClientRegistration configured = new OAuth2ClientPropertiesMapper(settings).asClientRegistrations().get(SIGNET);
		if (configured == null) {
			throw new IllegalStateException("No client registration is named " + SIGNET);
		}
		return new InMemoryClientRegistrationRepository(ClientRegistration.withClientRegistration(configured)
			.issuerUri(demo.issuer().toString())
			.providerConfigurationMetadata(Map.of("end_session_endpoint", demo.endSessionUri().toString()))
			.build());
	}

	/** Tokens live and die with the browser session that they were issued for. */
	@Bean
	OAuth2AuthorizedClientRepository authorizedClients() {
		return new HttpSessionOAuth2AuthorizedClientRepository();
	}

	/**
	 * Which browser session belongs to which sign-in at the server (OpenID Connect
	 * Back-Channel Logout 1.0 §2.6). In memory, as the sessions are.
	 */
	@Bean
	OidcSessionRegistry signIns() {
		return new InMemoryOidcSessionRegistry();
	}

	/**
	 * Ends a browser session by a call to this app itself, with the session's cookie, so
	 * the address must be our own and not one from a request.
	 */
	@Bean
	OidcBackChannelLogoutHandler signOutFromElsewhere(OidcSessionRegistry signIns, DemoProperties demo,
			ServerProperties server) {
		OidcBackChannelLogoutHandler handler = new OidcBackChannelLogoutHandler(signIns);
		handler.setLogoutUri(demo.app().address() + "/logout/connect/back-channel/{registrationId}");
		handler.setSessionCookieName(server.getServlet().getSession().getCookie().getName());
		return handler;
	}

	/** The {@code roles} that the server tells become roles here. */
	@Bean
	GrantedAuthoritiesMapper roles() {
		return (authorities) -> {
			Set<GrantedAuthority> mapped = new HashSet<>(authorities);
			for (GrantedAuthority authority : authorities) {
				if (authority instanceof OidcUserAuthority user
						&& user.getAttributes().get("roles") instanceof List<?> roles) {
					roles.forEach((role) -> mapped.add(new SimpleGrantedAuthority("ROLE_" + role)));
				}
			}
			return mapped;
		};
	}

	/** Leaves the framework's marker out of the address that people return to. */
	@SuppressWarnings("NullAway") // null means no marker; the setter is not annotated
	private static HttpSessionRequestCache returnToPlainAddress() {
		HttpSessionRequestCache cache = new HttpSessionRequestCache();
		cache.setMatchingRequestParameterName(null);
		return cache;
	}

	/** A form from before the session ended is no attack: show where to begin. */
	private static AccessDeniedHandler startAgainWhenFormIsTooOld() {
		AccessDeniedHandler forbidden = new AccessDeniedHandlerImpl();
		return (request, response, exception) -> {
			if (exception instanceof CsrfException) {
				response.sendRedirect("/");
			}
			else {
				forbidden.handle(request, response, exception);
			}
		};
	}

}
