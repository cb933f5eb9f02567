package dev.signet.account;

import java.util.Set;

/**
 * A person who may sign in, in few words.
 *
 * @param id the identifier
 * @param username the name to sign in with, as it was typed
 * @param roles the roles held
 * @param version another one whenever anything that is known of the person changes
 */
public record EnabledAccount(AccountId id, String username, Set<String> roles, int version) {
}
