/**
 * Ending a sign-in: the sign-out buttons and RP-initiated logout, which never ends in an
 * error page. Routes: /signout, /signed-out, /connect/logout.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "client", "session", "signin", "token", "web" })
package dev.signet.logout;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
