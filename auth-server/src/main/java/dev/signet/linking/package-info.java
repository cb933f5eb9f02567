/**
 * What becomes of somebody who comes from an upstream provider: the one table that
 * decides it, the proof that an account here is theirs, accounts made for who is new, and
 * the page for each way in which a visit can fail; and what was decided, read back from
 * the trail. People of directories too, who sign in with the password that they have
 * there, and are shut out when they are gone there, or an administrator ends their
 * sessions. Counts the ways into an account. Does not know how a provider or a directory
 * is talked to, nor what a person proves here besides. Routes: /signin/with and below,
 * /signin/new and below, /signin/link, /account/security/link and below. Tables:
 * upstream_arrivals, directory_sign_outs.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "audit", "background", "credential", "database", "directory",
		"federation :: call", "federation :: exchange", "federation :: link", "federation :: mapping",
		"federation :: preset", "federation :: provider", "federation :: settings", "federation :: trial",
		"federation :: visit", "key", "logout", "mail", "passkey", "proof", "refusal", "secret", "session",
		"signin :: completion", "signin :: factor", "signin :: journey", "signin :: mailbox", "signin :: page",
		"signin :: password", "signin :: recent", "signin :: step", "signin :: throttle", "web" })
package dev.signet.linking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
