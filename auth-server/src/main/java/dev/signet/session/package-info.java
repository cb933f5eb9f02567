/**
 * Where a person is signed in: the session row behind the cookie, its factors with their
 * times, its limits and its end, announced by SessionEnded. Also what else is bound to a
 * browser: the browser key, whose sign-ins it has seen, and the CSRF tokens made from it.
 * Tells the security framework who is signed in; no HTTP session is ever made. Knows
 * nothing of pages, clients or grants, and opens a session only when told to. Also tells
 * which network a browser is in, and where that roughly is. Settings: signet.session.
 * Routes: none. Tables: sessions, known_browsers.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "audit", "background", "database", "key", "secret", "web" })
package dev.signet.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
