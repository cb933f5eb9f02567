package dev.signet.grant;

import dev.signet.account.EnabledAccount;
import org.jspecify.annotations.Nullable;

/**
 * A grant, read together with the person who gave it.
 *
 * @param grant the grant
 * @param giver the person, or null when they may not sign in
 */
record GivenGrant(Grant grant, @Nullable EnabledAccount giver) {
}
