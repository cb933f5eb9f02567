package dev.signet.mail;

/**
 * How full the outbox is. Both should be near zero.
 *
 * @param waiting how many mails are not sent yet
 * @param parked how many were given up
 */
public record MailCounts(long waiting, long parked) {
}
