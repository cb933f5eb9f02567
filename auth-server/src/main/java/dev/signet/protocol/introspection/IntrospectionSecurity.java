package dev.signet.protocol.introspection;

import dev.signet.client.Clients;
import dev.signet.protocol.authentication.ClientAuthentication;
import dev.signet.protocol.error.MethodRules;
import dev.signet.protocol.error.ProtocolErrors;
import dev.signet.protocol.error.RefusalRecorder;
import dev.signet.token.AnswerSigner;
import dev.signet.web.ExactPath;
import dev.signet.web.PageHeaders;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The filter chain of the introspection endpoint. APIs may ask for each request that they
 * get, so it has what that needs and nothing else: no session, no cookie, nothing of the
 * other endpoints.
 */
@Configuration(proxyBeanMethods = false)
class IntrospectionSecurity {

	private static final ExactPath PATH = new ExactPath("/oauth2/introspect");

	@Bean
	@Order(0)
	SecurityFilterChain introspectionChain(PageHeaders headers, RefusalRecorder recorder,
			ClientAuthentication authentication, Introspection introspection, Clients clients, AnswerSigner signer,
			ProtocolErrors errors) {
		return new DefaultSecurityFilterChain(PATH, headers.atOnce(), new MethodRules(recorder),
				authentication.filter(), new IntrospectionEndpoint(introspection, clients, signer, errors));
	}

}
