/**
 * A person's own pages: who they are here, what they tell about themselves, their
 * address, how they sign in and where, which apps may do what for them, what happened,
 * all of it as a file, and the end of the account. Holds no data of its own; it calls the
 * verbs of the packages below. Routes: /, /account and below.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "audit", "client", "consent", "credential", "directory",
		"federation :: link", "federation :: provider", "federation :: settings", "federation :: visit", "grant",
		"linking", "passkey", "proof", "recovery", "session", "signin :: completion", "signin :: factor",
		"signin :: journey", "signin :: mailbox", "signin :: recent", "signin :: step", "signin :: throttle",
		"signin :: trust", "web" })
package dev.signet.selfservice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
