/**
 * What a person has allowed a client to do. Knows nothing of pages or requests; the page
 * that asks is a step of signin. Tables: consents.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "audit", "client", "database" })
package dev.signet.consent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
