/**
 * How a person proves who they are: passwords, the rules for new ones, and the bound on
 * how many are hashed at once. Announces a changed password ({@code PasswordChanged}).
 * Knows an account only by its id; does not know who asks or what a match is good for.
 * Settings: signet.credential. Tables: passwords.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "audit" })
package dev.signet.credential;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
