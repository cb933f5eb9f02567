/**
 * How a person proves who they are: passwords, the rules for new ones with the list of
 * common ones, the bound on how many are hashed at once; authenticator apps and recovery
 * codes. Announces a changed password ({@code PasswordChanged}). Whoever asks for more
 * than a password is a {@code SecondStep}, whoever keeps passwords elsewhere a
 * {@code PasswordKeeper}. Does not know who asks, how often, or what a match is good for.
 * Settings: signet.credential. Tables: passwords, authenticators, recovery_codes.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "audit", "database", "key", "outbound", "web" })
package dev.signet.credential;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
