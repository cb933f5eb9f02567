/**
 * The people of the demonstration, whose passwords everybody may know, the page with the
 * mails that they get, and, below, stand-ins for the providers with which they can sign
 * in. Nothing of this package exists outside the profile {@code demo}. Routes:
 * /demo/mail, /demo/upstream. Tables: none.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "audit", "credential", "federation :: preset",
		"federation :: provider", "federation :: settings", "mail", "outbound", "secret", "signin :: page", "web" })
package dev.signet.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
