/**
 * Ending a sign-in: the sign-out buttons, RP-initiated logout, which never ends in an
 * error page, and the notices to the apps that a session served, by the browser and by an
 * outbox whose receipts can be read. Also knows which sessions rest on a sign-in at an
 * upstream provider, signs out there, too, and hears when somebody has signed out there.
 * Decides nothing about when a session ends by itself. Routes: /signout, /signed-out,
 * /connect/logout, /signin/with/{alias}/logout. Tables: logout_notices, logout_receivers,
 * session_upstreams, upstream_logouts.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "audit", "background", "client", "database",
		"federation :: exchange", "federation :: logout", "federation :: preset", "federation :: provider",
		"federation :: settings", "federation :: visit", "grant", "key", "outbound", "refusal", "secret", "session",
		"signin :: completion", "signin :: journey", "token", "web" })
package dev.signet.logout;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
