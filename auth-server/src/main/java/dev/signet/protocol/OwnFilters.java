package dev.signet.protocol;

import java.util.List;
import java.util.Set;

import dev.signet.protocol.authorization.InteractionFilter;
import dev.signet.protocol.metadata.PublicDocuments;
import dev.signet.protocol.request.ResumeFilter;
import dev.signet.web.ExactPath;
import jakarta.servlet.Filter;

import org.springframework.security.oauth2.server.authorization.oidc.web.OidcLogoutEndpointFilter;
import org.springframework.security.oauth2.server.authorization.oidc.web.OidcProviderConfigurationEndpointFilter;
import org.springframework.security.oauth2.server.authorization.oidc.web.OidcUserInfoEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.NimbusJwkSetEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2AuthorizationEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2AuthorizationServerMetadataEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2ClientAuthenticationFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2DeviceAuthorizationEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2DeviceVerificationEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2TokenEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2TokenIntrospectionEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2TokenRevocationEndpointFilter;
import org.springframework.security.oauth2.server.resource.web.OAuth2ProtectedResourceMetadataFilter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.security.web.context.request.async.WebAsyncManagerIntegrationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.servletapi.SecurityContextHolderAwareRequestFilter;
import org.springframework.security.web.session.DisableEncodeUrlFilter;
import org.springframework.security.web.session.SessionManagementFilter;

/**
 * Spares a busy address the filters that serve others. The framework passes each request
 * through the filters of all its endpoints, some thirty, each of which looks whether the
 * request is its own.
 */
final class OwnFilters {

	/**
	 * Those that serve some addresses of the protocol, or none: there are no HTTP
	 * sessions, no asynchronous requests, and nobody asks the request who is signed in. A
	 * filter that is not named here, as one of a newer framework, is left in every chain.
	 */
	private static final Set<Class<? extends Filter>> OF_SOME = Set.of(DisableEncodeUrlFilter.class,
			WebAsyncManagerIntegrationFilter.class, ResumeFilter.class, PublicDocuments.class, CsrfFilter.class,
			OidcLogoutEndpointFilter.class, LogoutFilter.class, OAuth2AuthorizationServerMetadataEndpointFilter.class,
			OidcProviderConfigurationEndpointFilter.class, NimbusJwkSetEndpointFilter.class,
			OAuth2ProtectedResourceMetadataFilter.class, OAuth2ClientAuthenticationFilter.class,
			BearerTokenAuthenticationFilter.class, SecurityContextHolderAwareRequestFilter.class,
			SessionManagementFilter.class, InteractionFilter.class, OAuth2AuthorizationEndpointFilter.class,
			OAuth2TokenEndpointFilter.class, OAuth2TokenIntrospectionEndpointFilter.class,
			OAuth2TokenRevocationEndpointFilter.class, OAuth2DeviceAuthorizationEndpointFilter.class,
			OAuth2DeviceVerificationEndpointFilter.class, OidcUserInfoEndpointFilter.class);

	private OwnFilters() {
	}

	/**
	 * The chain of one address.
	 * @param whole the chain of all addresses of the protocol
	 * @param own which of the filters that serve some addresses serve this one
	 */
	static SecurityFilterChain of(SecurityFilterChain whole, String address, Set<Class<? extends Filter>> own) {
		List<Filter> filters = whole.getFilters()
			.stream()
			.filter((filter) -> own.contains(kind(filter)) || !OF_SOME.contains(kind(filter)))
			.toList();
		return new DefaultSecurityFilterChain(new ExactPath(address), filters);
	}

	/** A filter within another one belongs to it. */
	private static Class<?> kind(Filter filter) {
		return filter.getClass().getNestHost();
	}

}
