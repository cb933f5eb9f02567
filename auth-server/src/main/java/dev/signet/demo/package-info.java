/**
 * The people of the demonstration, whose passwords everybody may know, and the page with
 * the mails that they get. Nothing of this package exists outside the profile
 * {@code demo}. Routes: /demo/mail. Tables: none.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "credential", "mail", "signin", "web" })
package dev.signet.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
