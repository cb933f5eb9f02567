/**
 * The interactive flow: the pending request, the sign-in and consent pages, the limit on
 * wrong passwords, the second step of a sign-in, the question whether an account that is
 * to be deleted is kept, and NextStep, the ordered list of what may still be missing
 * before a client gets its answer. Tells the pages which language the client asks for.
 * Settings: signet.signin.second-factor, signet.signin.throttle. Routes: /signin and
 * below, /consent. Tables: pending_requests, signin_attempts.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "audit", "client", "consent", "credential", "key", "passkey",
		"proof", "refusal", "secret", "session", "web" })
package dev.signet.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
