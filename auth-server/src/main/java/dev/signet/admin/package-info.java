/**
 * What those who run this server look at and change. So far: the API by which they read
 * refused requests, logout notices and what became of mails, have notices delivered that
 * were given up, lift what keeps somebody waiting after wrong tries, invite people, and
 * decide about those who signed up. The browser chain lets nobody else in, and answers
 * 404. Routes: /admin/**.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "logout", "mail", "proof", "refusal", "registration", "signin" })
package dev.signet.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
