/**
 * The people of the demonstration, whose passwords everybody may know. Nothing of this
 * package exists outside the profile {@code demo}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "credential", "signin" })
package dev.signet.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
