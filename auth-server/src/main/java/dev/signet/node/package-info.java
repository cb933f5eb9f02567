/**
 * A node among others. Tells all nodes that something which each of them remembers has
 * changed: announced in the transaction of the change, heard over one connection outside
 * of the pool, by PostgreSQL's NOTIFY and LISTEN. Tells load balancers whether this node
 * is ready, and lets it leave without losing a request. Knows nothing of what is
 * remembered; no more than a topic is ever sent. Routes: /health/live, /health/ready. No
 * tables.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.signet.node;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
