/**
 * What signs and verifies: the ring of signing keys, for each algorithm with its states,
 * rotation and withdrawal, and the master key that encrypts secrets at rest, seals what
 * browsers carry and derives other keys, with the few secrets that outlive it. Answers
 * JWKSource and JwtEncoder. Knows nothing of what is signed. Tables: signing_keys,
 * kept_secrets.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "audit", "database", "node" })
package dev.signet.key;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
