/**
 * How an account comes to be: open registration, the one-time link by which the first
 * administrator is made, and the declaration of people in the configuration. Does not
 * know what a session is; hands new people over to {@code signin}. Settings:
 * signet.registration, signet.account. Routes: /register, /setup. Tables: setup_tokens.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "credential", "secret", "signin", "web" })
package dev.signet.registration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
