/**
 * What those who run this server look at and change. So far: the API by which they read
 * refused requests and what became of mails. The browser chain lets nobody else in, and
 * answers 404. Routes: /admin/**.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "mail", "refusal" })
package dev.signet.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
