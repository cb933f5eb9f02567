package dev.signet.logout;

import dev.signet.web.PageHeaders;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Opens the address at which other servers call. They bring no cookie and no CSRF token;
 * what they say proves itself.
 */
@Configuration
class UpstreamLogoutSecurity {

	static final String ROUTE = "/signin/with/{alias}/logout";

	@Bean
	@Order(1)
	SecurityFilterChain upstreamLogoutChain(HttpSecurity http, PageHeaders headers) {
		http.securityMatcher(ROUTE)
			.sessionManagement((management) -> management.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.requestCache((cache) -> cache.disable())
			.csrf((protection) -> protection.disable())
			.logout((logout) -> logout.disable())
			.headers(headers)
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll());
		return http.build();
	}

}
