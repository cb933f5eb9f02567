package dev.signet.web;

import java.util.function.Predicate;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * The framework's firewall. Its rules for headers and parameter names are regular
 * expressions that look at each letter at each reading, and an access token is a long
 * header: so only what is not plain is left to them.
 */
@Configuration(proxyBeanMethods = false)
class RequestFirewall {

	@Bean
	HttpFirewall firewall() {
		StrictHttpFirewall firewall = new StrictHttpFirewall();
		firewall.setAllowedHeaderNames(plainOr(StrictHttpFirewall.ALLOWED_HEADER_NAMES));
		firewall.setAllowedHeaderValues(plainOr(StrictHttpFirewall.ALLOWED_HEADER_VALUES));
		firewall.setAllowedParameterNames(plainOr(StrictHttpFirewall.ALLOWED_PARAMETER_NAMES));
		return firewall;
	}

	/** Printable ASCII passes each of these rules. */
	static Predicate<String> plainOr(Predicate<String> rule) {
		return (text) -> isPlain(text) || rule.test(text);
	}

	private static boolean isPlain(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
				return false;
			}
		}
		return true;
	}

}
