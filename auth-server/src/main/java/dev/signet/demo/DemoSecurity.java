package dev.signet.demo;

import dev.signet.web.PageHeaders;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Opens the pages of the demonstration to everybody, to read: who has lost a password
 * must find the mail that helps.
 */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoSecurity {

	@Bean
	@Order(1)
	SecurityFilterChain demoChain(HttpSecurity http, PageHeaders headers) {
		http.securityMatcher("/demo/**")
			.sessionManagement((management) -> management.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.requestCache((cache) -> cache.disable())
			// Nothing here changes anything, and no form needs a token
			.csrf((protection) -> protection.disable())
			.logout((logout) -> logout.disable())
			.headers(headers)
			.authorizeHttpRequests((requests) -> requests.requestMatchers(HttpMethod.GET)
				.permitAll()
				.requestMatchers(HttpMethod.HEAD)
				.permitAll()
				.anyRequest()
				.denyAll());
		return http.build();
	}

}
