/**
 * What was given: one row per authorization, the codes and refresh tokens issued under
 * it, their single use, rotation, replay alarm and revocation. Keeps digests, never
 * tokens. Answers OAuth2AuthorizationService. Tables: grants, authorization_codes,
 * refresh_tokens, revoked_access_tokens.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "audit", "client", "consent", "key", "refusal", "session" })
package dev.signet.grant;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
