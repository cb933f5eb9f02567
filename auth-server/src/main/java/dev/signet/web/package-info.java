/**
 * The page shell: layout, error pages, request references, security headers, limits on
 * what a request may be, locale, flash messages, and the one public address of this
 * server. Knows nothing of people, clients or tokens. Routes: /error.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.signet.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
