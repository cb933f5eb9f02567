package dev.signet.account;

/**
 * How many characters a name may have.
 *
 * @param shortest at least so many
 * @param longest at most so many
 */
public record UsernameLength(int shortest, int longest) {
}
