/**
 * What people do through their mailbox: prove an address, replace it and take that back,
 * set a password they forgot, and lock the account when something is wrong. Writes the
 * mails that tell owners what was done with their accounts. Signs nobody in: whoever set
 * a new password does that like everybody. Routes: /recover and below, /email/confirm,
 * /email/undo, /lock. Tables: none.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "audit", "background", "credential", "directory",
		"federation :: link", "federation :: provider", "mail", "passkey", "proof", "session", "signin :: factor",
		"signin :: trust", "web" })
package dev.signet.recovery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
