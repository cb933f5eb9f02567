package dev.signet.protocol.userinfo;

import dev.signet.client.ClientOrigins;
import dev.signet.protocol.error.MethodRules;
import dev.signet.protocol.error.RefusalRecorder;
import dev.signet.protocol.origin.CrossOriginCalls;
import dev.signet.token.AnswerSigner;
import dev.signet.token.TokenReader;
import dev.signet.web.ExactPath;
import dev.signet.web.PageHeaders;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The filter chain of the userinfo endpoint. Apps may ask for each request that they get,
 * so it has what that needs and nothing else: the access token alone opens it, no session
 * and no cookie.
 */
@Configuration(proxyBeanMethods = false)
class UserInfoSecurity {

	private static final ExactPath PATH = new ExactPath("/userinfo");

	@Bean
	@Order(0)
	SecurityFilterChain userInfoChain(PageHeaders headers, ClientOrigins origins, RefusalRecorder recorder,
			TokenReader reader, UserInfo userInfo, AnswerSigner signer, BearerErrors errors) {
		return new DefaultSecurityFilterChain(PATH, headers.atOnce(), new CrossOriginCalls(origins, recorder),
				new MethodRules(recorder), new UserInfoEndpoint(reader, userInfo, signer, errors));
	}

}
