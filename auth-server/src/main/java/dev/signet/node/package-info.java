/**
 * What the nodes of one installation tell each other: that something which each of them
 * remembers has changed. Announced in the transaction of the change and heard over one
 * connection outside of the pool, by PostgreSQL's NOTIFY and LISTEN. Knows nothing of
 * what is remembered; no more than a topic is ever sent. No routes, no tables.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.signet.node;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
