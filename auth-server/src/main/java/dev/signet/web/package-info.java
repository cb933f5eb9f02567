/**
 * The page shell: layout, error pages, request references, security headers, limits on
 * what a request may be, the language that pages speak, flash messages, and the one
 * public address of this server. Knows nothing of people, clients or tokens; whoever
 * knows which language a request wishes for is a {@code LanguageWish}, and whoever knows
 * what an error means to a program is an {@code ErrorDetail}. Routes: /error, /language.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.signet.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
