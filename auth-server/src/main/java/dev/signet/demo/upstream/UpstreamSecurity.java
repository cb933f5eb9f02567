package dev.signet.demo.upstream;

import dev.signet.web.PageHeaders;
import dev.signet.web.PublicAddress;
import dev.signet.web.SameOriginForms;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

/**
 * Opens the stand-ins to everybody. Their forms are held to what all forms are; what this
 * server calls brings no token and no cookie.
 */
@Configuration
@Profile("demo")
class UpstreamSecurity {

	/** Before the chain of the other pages of the demonstration, which takes no forms. */
	@Bean
	@Order(0)
	SecurityFilterChain upstreamChain(HttpSecurity http, CsrfTokenRepository csrf, PageHeaders headers,
			PublicAddress address, Faults faults) {
		Programs programs = new Programs();
		http.securityMatcher(Addresses.ROOT, Addresses.ROOT + "/**")
			.sessionManagement((management) -> management.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.requestCache((cache) -> cache.disable())
			.csrf((protection) -> protection.csrfTokenRepository(csrf)
				.csrfTokenRequestHandler(new XorCsrfTokenRequestAttributeHandler())
				.ignoringRequestMatchers(programs))
			.logout((logout) -> logout.disable())
			.headers(headers)
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.addFilterBefore(new SameOriginForms(address), CsrfFilter.class)
			.addFilterAfter(new Trouble(programs, faults, Trouble.LATE), CsrfFilter.class);
		return http.build();
	}

}
