/**
 * How an account comes to be: open registration, the one-time link by which the first
 * administrator is made, and the declaration of people in the configuration. Does not
 * know what a session is; hands new people over to {@code signin}. Settings:
 * signet.registration, signet.account. Routes: /register, /register/confirm, /setup.
 * Tables: setup_tokens, pending_sign_ups.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "account", "credential", "mail", "proof", "secret", "session", "signin", "web" })
package dev.signet.registration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
