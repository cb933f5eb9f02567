/**
 * How an account comes to be: sign-up, for everybody or for those who were invited, and
 * approved or not; the one-time link by which the first administrator is made; and the
 * declaration of people in the configuration. Does not know what a session is; hands new
 * people over to {@code signin}. Settings: signet.registration, signet.account. Routes:
 * /register and below, /setup. Tables: setup_tokens, pending_sign_ups, invitations,
 * accepted_terms.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "audit", "background", "credential", "database", "mail", "proof",
		"secret", "session", "signin :: completion", "signin :: journey", "signin :: page", "signin :: step", "web" })
package dev.signet.registration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
