package dev.signet.protocol;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.signet.client.Scopes;
import dev.signet.protocol.authentication.ClientAuthentication;
import dev.signet.protocol.authorization.AuthorizationEndpoint;
import dev.signet.protocol.device.DeviceEndpoint;
import dev.signet.protocol.error.MethodRules;
import dev.signet.protocol.error.ProtocolErrors;
import dev.signet.protocol.error.RefusalRecorder;
import dev.signet.protocol.introspection.IntrospectionEndpoint;
import dev.signet.protocol.metadata.Metadata;
import dev.signet.protocol.metadata.PublicDocuments;
import dev.signet.protocol.token.TokenEndpoints;
import dev.signet.protocol.userinfo.BearerErrors;
import dev.signet.protocol.userinfo.UserInfoEndpoint;
import dev.signet.protocol.userinfo.UserInfoTokens;
import dev.signet.token.TokenReader;
import dev.signet.web.PageHeaders;
import dev.signet.web.PublicAddress;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/**
 * The filter chain of the protocol endpoints: the framework's authorization server with
 * our rules, stores and answers in its seams. What is taken out of the framework's lists
 * is what we do not offer.
 */
@Configuration
class ProtocolSecurity {

	@Bean
	AuthorizationServerSettings authorizationServerSettings(PublicAddress address) {
		return AuthorizationServerSettings.builder().issuer(address.issuer().toString()).build();
	}

	@Bean
	@Order(1)
	SecurityFilterChain protocolChain(HttpSecurity http, AuthorizationEndpoint authorization,
			ClientAuthentication clients, TokenEndpoints tokens, DeviceEndpoint devices,
			IntrospectionEndpoint introspection, UserInfoEndpoint userInfo, Metadata metadata, ProtocolErrors errors,
			BearerErrors bearerErrors, RefusalRecorder recorder, TokenReader reader, JWKSource<SecurityContext> keys,
			Scopes scopes, SecurityContextRepository sessions, PageHeaders headers) {
		http.securityMatcher(MethodRules.METHODS.keySet().toArray(String[]::new))
			.oauth2AuthorizationServer((server) -> {
				authorization.configure(server);
				clients.configure(server);
				tokens.configure(server);
				devices.configure(server);
				introspection.configure(server);
				userInfo.configure(server);
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
			.oauth2ResourceServer((resources) -> resources.jwt((jwt) -> jwt.decoder(reader::decodeAccessToken))
				.bearerTokenResolver(new UserInfoTokens())
				.authenticationEntryPoint(bearerErrors))
			.exceptionHandling((handling) -> handling
				.defaultAuthenticationEntryPointFor(bearerErrors, PathPatternRequestMatcher.pathPattern("/userinfo"))
				.defaultAuthenticationEntryPointFor(errors, AnyRequestMatcher.INSTANCE))
			.addFilterAfter(new MethodRules(recorder), HeaderWriterFilter.class)
			.addFilterAfter(new PublicDocuments(keys, scopes), MethodRules.class);
		authorization.addFilters(http);
		return http.build();
	}

}
