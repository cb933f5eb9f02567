/**
 * A person's own pages: who they are here and where they are signed in. Changes nothing
 * itself. Routes: /, /account.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "session" })
package dev.signet.selfservice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
