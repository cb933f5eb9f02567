package dev.signet.account;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A person who may sign in, in few words.
 *
 * @param id the identifier
 * @param username the name to sign in with, as it was typed
 * @param roles the roles held
 * @param locale the preferred language (BCP 47), or null
 * @param version another one whenever anything that is known of the person changes
 */
public record EnabledAccount(AccountId id, String username, Set<String> roles, @Nullable String locale, int version) {
}
