package dev.signet.protocol.registration;

import dev.signet.client.DynamicClients;
import dev.signet.protocol.error.RefusalRecorder;
import dev.signet.web.PageHeaders;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.header.HeaderWriterFilter;

/**
 * The filter chain of the registration endpoint. No browser is signed in there: the
 * endpoint itself asks for its own tokens, so a cookie opens nothing, and there is
 * nothing that another site could forge.
 */
@Configuration(proxyBeanMethods = false)
class RegistrationSecurity {

	@Bean
	@Order(0)
	SecurityFilterChain registrationChain(HttpSecurity http, DynamicClients clients, RefusalRecorder recorder,
			PageHeaders headers) {
		http.securityMatcher(RegistrationEndpoint.PATH, RegistrationEndpoint.PATH + "/**")
			.securityContext((context) -> context.securityContextRepository(new NullSecurityContextRepository()))
			.sessionManagement((management) -> management.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.requestCache((cache) -> cache.disable())
			.csrf((protection) -> protection.disable())
			.headers(headers)
			.logout((logout) -> logout.disable())
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.addFilterAfter(new RegistrationRoutes(clients, recorder), HeaderWriterFilter.class);
		return http.build();
	}

}
