package dev.signet.signin.mailbox;

import dev.signet.account.Account;

/**
 * Somebody has shown that they read the mail of an account.
 *
 * @param account the account
 * @param remembered whether the session outlives the browser
 */
public record MailProved(Account account, boolean remembered) {
}
