/**
 * The one place that speaks the configuration language of the framework for protocol
 * endpoints. Here the filter chain joins them; each has a package below: authorization
 * and the request that it reads, token, device, introspection, userinfo, registration,
 * metadata, and origin for calls from web pages. All stand on error and authentication.
 * Routes: /oauth2/**, /userinfo, /connect/register/**, /.well-known/**.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "client", "consent", "grant", "key", "logout", "outbound",
		"refusal", "secret", "session", "signin :: factor", "signin :: journey", "signin :: page", "signin :: step",
		"token", "web" })
package dev.signet.protocol;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
