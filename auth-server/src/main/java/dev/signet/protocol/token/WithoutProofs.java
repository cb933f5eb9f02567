package dev.signet.protocol.token;

import java.util.Collections;
import java.util.Enumeration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Hides the header {@code DPoP} (RFC 9449) from the framework, which would refuse a bad
 * one. We do not announce that we look at it, so it is as if it were not there.
 */
final class WithoutProofs implements AuthenticationConverter {

	private final AuthenticationConverter framework;

	WithoutProofs(AuthenticationConverter framework) {
		this.framework = framework;
	}

	@Override
	public @Nullable Authentication convert(HttpServletRequest request) {
		return this.framework.convert(new HttpServletRequestWrapper(request) {

			@Override
			public @Nullable String getHeader(String name) {
				return isProof(name) ? null : super.getHeader(name);
			}

			@Override
			public Enumeration<String> getHeaders(String name) {
				return isProof(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
			}

		});
	}

	private static boolean isProof(String header) {
		return header.equalsIgnoreCase("DPoP");
	}

}
