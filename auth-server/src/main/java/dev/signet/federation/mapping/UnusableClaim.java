package dev.signet.federation.mapping;

/**
 * A claim that came, but that a rule of the mapping cannot use. The value is somebody's
 * own and not in it.
 *
 * @param claim where it stands upstream
 * @param target what it was to become: a field of the profile, a role or a group
 * @param messageKey the key of the message that says why not
 */
public record UnusableClaim(String claim, String target, String messageKey) {
}
