package dev.signet.web;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.stereotype.Component;

/**
 * The security headers of every answer, in one list. Each filter chain takes them with
 * {@code http.headers(pageHeaders)}. A header that is already there stays, so an asset or
 * a key set can say that it may be kept.
 */
@Component
public final class PageHeaders implements Customizer<HeadersConfigurer<HttpSecurity>>, HeaderWriter {

	private static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";

	static final String PERMISSIONS_POLICY = "camera=(), display-capture=(), geolocation=(), microphone=(), "
			+ "payment=(), usb=()";

	private final Map<String, String> headers = new LinkedHashMap<>();

	PageHeaders(PublicAddress publicAddress) {
		this.headers.put(CONTENT_SECURITY_POLICY, contentSecurityPolicy("'self'"));
		this.headers.put("X-Content-Type-Options", "nosniff");
		this.headers.put("X-Frame-Options", "DENY");
		this.headers.put("Referrer-Policy", "no-referrer");
		this.headers.put("Cross-Origin-Opener-Policy", "same-origin");
		this.headers.put("Cross-Origin-Resource-Policy", "same-origin");
		this.headers.put("Permissions-Policy", PERMISSIONS_POLICY);
		this.headers.put(HttpHeaders.CACHE_CONTROL, "no-store");
		if (publicAddress.isSecure()) {
			// One year; whether it holds for subdomains too is not ours to decide
			this.headers.put("Strict-Transport-Security", "max-age=31536000");
		}
	}

	/**
	 * Lets one page show frames of other sites, and of these only.
	 * @param origins scheme, host and port of each, proved before
	 */
	public static void allowFrames(HttpServletResponse response, Collection<String> origins) {
		response.setHeader(CONTENT_SECURITY_POLICY,
				contentSecurityPolicy("'self'") + "; frame-src " + String.join(" ", origins));
	}

	/**
	 * Lets one page show an image of another site.
	 * @param origin scheme, host and port, proved before
	 */
	public static void allowImages(HttpServletResponse response, String origin) {
		response.setHeader(CONTENT_SECURITY_POLICY,
				contentSecurityPolicy("'self'").replace("img-src 'self'", "img-src 'self' " + origin));
	}

	/**
	 * Lets the forms of one page lead elsewhere.
	 * @param targets the sources of the directive {@code form-action}
	 */
	public static void allowForms(HttpServletResponse response, String targets) {
		response.setHeader(CONTENT_SECURITY_POLICY, contentSecurityPolicy(targets));
	}

	/**
	 * No inline script or style, and no form that leaves for anywhere else. A post that
	 * must leave ends in a page with a meta refresh, which {@code form-action} does not
	 * govern.
	 */
	private static String contentSecurityPolicy(String formAction) {
		return "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; form-action "
				+ formAction + "; base-uri 'none'; frame-ancestors 'none'";
	}

	@Override
	public void customize(HeadersConfigurer<HttpSecurity> configurer) {
		configurer.defaultsDisabled().addHeaderWriter(this);
	}

	/**
	 * A filter that writes the headers before anything else happens, for chains in which
	 * nobody has reason to ask whether one is already there.
	 */
	public Filter atOnce() {
		HeaderWriterFilter filter = new HeaderWriterFilter(List.of(this));
		filter.setShouldWriteHeadersEagerly(true);
		return filter;
	}

	@Override
	public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
		this.headers.forEach((name, value) -> {
			if (!response.containsHeader(name)) {
				response.setHeader(name, value);
			}
		});
	}

}
