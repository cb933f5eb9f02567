/**
 * The one place that speaks the configuration language of the framework for protocol
 * endpoints: request rules, client authentication, answers and errors, metadata. Routes:
 * /oauth2/**, /userinfo, /connect/register/**, /.well-known/**.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "client", "consent", "grant", "key", "logout", "outbound",
		"refusal", "session", "signin", "token", "web" })
package dev.signet.protocol;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
