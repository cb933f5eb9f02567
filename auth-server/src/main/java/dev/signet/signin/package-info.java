/**
 * Signing in, until a client gets its answer. Nothing stands here itself; each subject
 * has a package below: journey for what it is for, password with throttle, mailbox,
 * factor and trust for what proves who somebody is, step for what may still be missing,
 * recent for pages that want it anew, completion for its end, and page for what people
 * see. Settings: signet.signin. Routes: /signin and below, /consent.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "audit", "background", "client", "consent", "credential",
		"database", "key", "mail", "passkey", "proof", "refusal", "secret", "session", "web" })
package dev.signet.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
