package dev.signet.protocol;

import java.util.Set;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.signet.client.ClientOrigins;
import dev.signet.client.Scopes;
import dev.signet.protocol.authentication.ClientAuthentication;
import dev.signet.protocol.authorization.AuthorizationEndpoint;
import dev.signet.protocol.authorization.InteractionFilter;
import dev.signet.protocol.device.DeviceEndpoint;
import dev.signet.protocol.error.MethodRules;
import dev.signet.protocol.error.ProtocolErrors;
import dev.signet.protocol.error.RefusalRecorder;
import dev.signet.protocol.metadata.Metadata;
import dev.signet.protocol.metadata.PublicDocuments;
import dev.signet.protocol.origin.CrossOriginCalls;
import dev.signet.protocol.request.ResumeFilter;
import dev.signet.protocol.token.TokenEndpoints;
import dev.signet.web.PageHeaders;
import dev.signet.web.PublicAddress;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.web.OAuth2AuthorizationEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2ClientAuthenticationFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2TokenEndpointFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/**
 * The filter chain of the protocol endpoints: the framework's authorization server with
 * our rules, stores and answers in its seams. What is taken out of the framework's lists
 * is what we do not offer.
 */
@Configuration(proxyBeanMethods = false)
class ProtocolSecurity {

	@Bean
	AuthorizationServerSettings authorizationServerSettings(PublicAddress address) {
		return AuthorizationServerSettings.builder().issuer(address.issuer().toString()).build();
	}

	@Bean
	@Order(1)
	SecurityFilterChain protocolChain(HttpSecurity http, AuthorizationEndpoint authorization,
			ClientAuthentication clients, TokenEndpoints tokens, DeviceEndpoint devices, Metadata metadata,
			ProtocolErrors errors, RefusalRecorder recorder, ClientOrigins origins, JWKSource<SecurityContext> keys,
			Scopes scopes, SecurityContextRepository sessions, PageHeaders headers) {
		http.securityMatcher(addresses()).oauth2AuthorizationServer((server) -> {
			authorization.configure(server);
			clients.configure(server);
			tokens.configure(server);
			devices.configure(server);
			metadata.configure(server);
		})
			.securityContext((context) -> context.securityContextRepository(sessions))
			.sessionManagement((management) -> management.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.requestCache((cache) -> cache.disable())
			.headers(headers)
			.authorizeHttpRequests((requests) -> requests
				// The interaction filter asks for a sign-in where one is needed
				.requestMatchers("/oauth2/authorize", "/oauth2/jwks", "/.well-known/**")
				.permitAll()
				.anyRequest()
				.authenticated())
			// The framework insists on it; no endpoint of this chain takes a bearer token
			.oauth2ResourceServer((resources) -> resources.jwt((jwt) -> jwt.decoder(ProtocolSecurity::refuse))
				.bearerTokenResolver((request) -> null))
			.exceptionHandling(
					(handling) -> handling.defaultAuthenticationEntryPointFor(errors, AnyRequestMatcher.INSTANCE))
			.addFilterAfter(new CrossOriginCalls(origins, recorder), HeaderWriterFilter.class)
			.addFilterAfter(new MethodRules(recorder), CrossOriginCalls.class)
			.addFilterAfter(new PublicDocuments(keys, scopes), MethodRules.class);
		authorization.addFilters(http);
		return http.build();
	}

	@Bean
	@Order(0)
	SecurityFilterChain tokenChain(@Qualifier("protocolChain") SecurityFilterChain protocol) {
		return OwnFilters.of(protocol, "/oauth2/token",
				Set.of(OAuth2ClientAuthenticationFilter.class, OAuth2TokenEndpointFilter.class));
	}

	@Bean
	@Order(0)
	SecurityFilterChain authorizationChain(@Qualifier("protocolChain") SecurityFilterChain protocol) {
		return OwnFilters.of(protocol, "/oauth2/authorize", Set.of(CsrfFilter.class, ResumeFilter.class,
				InteractionFilter.class, OAuth2AuthorizationEndpointFilter.class));
	}

	/**
	 * Also the two above, which may be written in another way, as
	 * {@code /oauth2/%74oken}.
	 */
	private static String[] addresses() {
		return MethodRules.METHODS.keySet()
			.stream()
			.filter((path) -> !path.equals("/oauth2/introspect") && !path.equals("/userinfo"))
			.toArray(String[]::new);
	}

	private static Jwt refuse(String token) {
		throw new BadJwtException("A bearer token opens nothing here");
	}

}
