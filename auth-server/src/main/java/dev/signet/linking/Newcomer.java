package dev.signet.linking;

import dev.signet.account.EmailAddress;
import dev.signet.account.Username;

/**
 * What is still to be known of somebody from elsewhere before they get an account.
 *
 * @param username the name that they get
 * @param address their address
 * @param proved whether it is theirs: the provider is trusted to say so, or they typed a
 * code from there
 * @param toApprove whether an administrator decides first
 */
record Newcomer(Username username, EmailAddress address, boolean proved, boolean toApprove) {
}
