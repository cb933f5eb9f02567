/**
 * Messages to people: an outbox that the caller's transaction writes to, workers that
 * bring what is in it to the mail server, and the common look of all mails in text and
 * HTML. Each feature says in its own words what its mails say. Knows nothing of why a
 * mail is written, and builds links from the public address only. Settings: signet.mail.
 * Routes: none. Tables: mails.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "audit", "background", "database", "key", "web" })
package dev.signet.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
