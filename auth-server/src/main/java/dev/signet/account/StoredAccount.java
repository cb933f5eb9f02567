package dev.signet.account;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What the tables hold of an account.
 *
 * @param id the identifier
 * @param version how often it was changed
 * @param generation how often everybody was shut out of it
 * @param username as it was typed
 * @param profile what the person tells about themselves
 * @param phoneNumber the telephone number; null when none is known
 * @param phoneNumberVerifiedAt when the person was seen to answer there; null for not yet
 * @param disabledAt since when it is off; null when it is on
 * @param lockedAt since when its owner keeps it off; null when they do not
 * @param deleteAt when it is to be deleted; null for never
 * @param approvalAwaitedAt since when it waits for approval; null when it does not
 * @param suspendedAt since when a directory that it comes from does not know it; null
 * when it does
 * @param createdAt when it was made
 * @param updatedAt when it last changed
 * @param emails its addresses, of which one is the main one
 * @param roles the roles held
 * @param groups the names of the groups that the person belongs to
 */
record StoredAccount(AccountId id, int version, int generation, String username, Profile profile,
		@Nullable String phoneNumber, @Nullable Instant phoneNumberVerifiedAt, @Nullable Instant disabledAt,
		@Nullable Instant lockedAt, @Nullable Instant deleteAt, @Nullable Instant approvalAwaitedAt,
		@Nullable Instant suspendedAt, Instant createdAt, Instant updatedAt, Set<AccountEmail> emails,
		Set<String> roles, Set<String> groups) {

}
