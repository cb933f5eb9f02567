/**
 * Where PostgreSQL comes from: the given URL, else an embedded server with kept data.
 * Gives Spring Boot the addresses and the two roles (the owner, who migrates, and the
 * application, who may not change tables), stops the start when the database cannot be
 * used, reads and writes columns, and lets callers share a statement. Knows nothing of
 * what is stored.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.signet.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
