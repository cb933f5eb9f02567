package dev.signet.token;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What an ID token says that a client hands back to us as a hint (OpenID Connect Core 1.0
 * §3.1.2.1, RP-Initiated Logout 1.0 §2). Its signature and issuer were checked; that it
 * has expired does not matter.
 *
 * @param subject whom it is about: the id of the account, whatever name the client knows
 * @param sessionId the session it was given in, or null
 * @param audience the clients it was given to
 */
public record IdTokenHint(String subject, @Nullable UUID sessionId, List<String> audience) {
}
