/**
 * Passkeys (Web Authentication Level 3): what a browser is asked, what its answers prove,
 * and the keys that people have added. A challenge is answered once, in the browser that
 * was asked. The library that reads answers is loaded with the first of them. Knows an
 * account only by its id; does not know the pages, how often somebody may try, or what a
 * proof is good for. Settings: none; the relying party is the host of the issuer. Tables:
 * passkeys, passkey_handles, passkey_answers.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "audit", "background", "database", "key", "secret", "web" })
package dev.signet.passkey;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
