package dev.signet.demo.resource;

import jakarta.servlet.DispatcherType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.DelegatingJwtGrantedAuthoritiesConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Who may call what. A scope says what a person lets the app do; a role says what the
 * person may do at all; {@code acr} says how well they proved who they are, on top of the
 * others. Each address asks for what it means.
 */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {

	/** The name at the issuer for a sign-in with a second step. */
	private static final String TWO_FACTORS = "urn:signet:acr:2fa";

	@Bean
	SecurityFilterChain api(HttpSecurity http, ApiProperties properties, ApiRefusals refusals) {
		http.authorizeHttpRequests((requests) -> {
			requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
			requests.requestMatchers("/", "/index.html", "/style.css", "/mark.svg").permitAll();
			requests.requestMatchers("/api/notes").hasAuthority("SCOPE_notes.read");
			requests.requestMatchers("/api/notes/sealed").hasAllAuthorities("SCOPE_notes.read", "ACR_" + TWO_FACTORS);
			requests.requestMatchers("/api/admin/**").hasRole("ADMIN");
			requests.anyRequest().authenticated();
		});
		http.oauth2ResourceServer((server) -> {
			server.jwt((jwt) -> jwt.jwtAuthenticationConverter(scopesRolesAndAcr()));
			server.authenticationEntryPoint(refusals).accessDeniedHandler(refusals);
			server.withObjectPostProcessor(answerEveryFailure(refusals));
			server.protectedResourceMetadata((metadata) -> metadata
				.protectedResourceMetadataCustomizer((document) -> document.resource(properties.audience())
					.authorizationServer(properties.issuer())
					.scope("notes.read")
					.tlsClientCertificateBoundAccessTokens(false)));
		});
		http.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		// No cookie is ever read here, so another site has none to ride on
		http.csrf(AbstractHttpConfigurer::disable);
		http.requestCache(AbstractHttpConfigurer::disable);
		http.logout(AbstractHttpConfigurer::disable);
		http.headers((headers) -> {
			headers.contentSecurityPolicy((policy) -> policy.policyDirectives("default-src 'none'; style-src 'self'; "
					+ "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"));
			headers.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.NO_REFERRER));
		});
		return http.build();
	}

	/**
	 * Believes only JWT access tokens (RFC 9068 §4): signed by the issuer, of type
	 * {@code at+jwt} so that no ID token can pose as one, made for this API, and not
	 * expired. The keys are fetched with the first token, not at start.
	 */
	@Bean
	JwtDecoder accessTokens(ApiProperties properties) {
		NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(properties.jwkSetUri().toString())
			// The validator below looks at the type
			.validateType(false)
			.build();
		decoder.setJwtValidator(JwtValidators.createAtJwtValidator()
			.issuer(properties.issuer())
			.audience(properties.audience())
			.build());
		return decoder;
	}

	private static JwtAuthenticationConverter scopesRolesAndAcr() {
		JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
		converter.setJwtGrantedAuthoritiesConverter(new DelegatingJwtGrantedAuthoritiesConverter(
				new JwtGrantedAuthoritiesConverter(), authorities("roles", "ROLE_"), authorities("acr", "ACR_")));
		return converter;
	}

	private static JwtGrantedAuthoritiesConverter authorities(String claim, String prefix) {
		JwtGrantedAuthoritiesConverter authorities = new JwtGrantedAuthoritiesConverter();
		authorities.setAuthoritiesClaimName(claim);
		authorities.setAuthorityPrefix(prefix);
		return authorities;
	}

	/**
	 * Without this, keys that cannot be fetched end in the container's error page with
	 * status 500.
	 */
	private static ObjectPostProcessor<BearerTokenAuthenticationFilter> answerEveryFailure(ApiRefusals refusals) {
		return new ObjectPostProcessor<>() {

			@Override
			public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
				filter.setAuthenticationFailureHandler(refusals::commence);
				return filter;
			}

		};
	}

}
