/**
 * The interactive flow: the pending request, the sign-in and consent pages, and NextStep,
 * the ordered list of what may still be missing before a client gets its answer. Tells
 * the pages which language the client asks for. Routes: /signin, /signin/account,
 * /consent. Tables: pending_requests.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "account", "audit", "client", "consent", "credential", "refusal", "session", "web" })
package dev.signet.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
