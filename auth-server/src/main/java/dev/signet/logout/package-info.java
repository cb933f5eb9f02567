/**
 * Ending a sign-in: the sign-out buttons, RP-initiated logout, which never ends in an
 * error page, and the notices to the apps that a session served, by the browser and by an
 * outbox whose receipts can be read. Decides nothing about when a session ends by itself.
 * Routes: /signout, /signed-out, /connect/logout. Tables: logout_notices,
 * logout_receivers.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "audit", "background", "client", "grant", "outbound", "session",
		"signin", "token", "web" })
package dev.signet.logout;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
