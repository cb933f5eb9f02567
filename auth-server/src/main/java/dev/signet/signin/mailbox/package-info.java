/**
 * Codes and links from the mailbox: in place of the password, or as the second step of
 * who has no second factor. Other modules see only whether that is offered. Settings:
 * signet.signin.mail-code, signet.signin.second-factor.mail-code. Table: mailed_sign_ins.
 */
@NullMarked
package dev.signet.signin.mailbox;

import org.jspecify.annotations.NullMarked;
