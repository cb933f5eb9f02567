/**
 * What those who run this server look at and change. Here stands the API by which they
 * read refused requests, logout notices and what became of mails, have notices delivered
 * that were given up, lift what keeps somebody waiting after wrong tries, take second
 * factors away that are lost, invite people, decide about those who signed up, say which
 * directories are asked for passwords, see how apps are used, and change signing keys; in
 * {@code web} the pages of the console. The browser chain lets nobody else in, and
 * answers 404. Routes: /admin/**. Tables: provider_pasts, provider_past_fields,
 * directory_pasts, directory_past_fields.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "checklist", "client", "database", "directory",
		"federation :: call", "federation :: check", "federation :: link", "federation :: look",
		"federation :: mapping", "federation :: preset", "federation :: provider", "federation :: settings",
		"federation :: trial", "federation :: visit", "key", "linking", "logout", "mail", "proof", "refusal",
		"registration", "secret", "session", "signin :: factor", "signin :: recent", "signin :: throttle", "web" })
package dev.signet.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
