/**
 * One-time links and codes that go out by mail: whoever has one has read the mail. Knows
 * what a proof is good for and for how long, that it works once, and what ends it; knows
 * neither the mails nor the pages. Also counts how often somebody may ask or guess, for
 * all doors. Settings: none. Routes: none. Tables: mailed_proofs, asks.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "background", "database", "key", "secret" })
package dev.signet.proof;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
