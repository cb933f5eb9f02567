package dev.signet.account;

/**
 * What is wrong with one value of a profile.
 *
 * @param claim the name of the claim (OpenID Connect Core 1.0 §5.1); for a part of the
 * address, with {@code address.} before it
 * @param messageKey the key of the message that tells a person what to do
 */
public record ProfileProblem(String claim, String messageKey) {
}
