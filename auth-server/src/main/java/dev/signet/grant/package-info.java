/**
 * What was given: one row per authorization, the codes, device codes and refresh tokens
 * issued under it, their single use, rotation, replay alarm (its owner gets a mail) and
 * revocation, and limits on guesses at user codes. What is given in a session is stored
 * only while that is live and what it rests on is allowed. Keeps digests, never tokens.
 * Knows nothing of pages. Tables: grants, authorization_codes, device_codes,
 * refresh_tokens, revoked_access_tokens.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "audit", "background", "client", "consent", "credential",
		"database", "key", "mail", "proof", "refusal", "secret", "session" })
package dev.signet.grant;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
