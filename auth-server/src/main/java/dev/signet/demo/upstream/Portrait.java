package dev.signet.demo.upstream;

import org.jspecify.annotations.Nullable;

/**
 * What a stand-in says of somebody, true or not.
 *
 * @param person who they really are
 * @param subject what identifies them
 * @param address the address it tells, or null for none
 * @param verified whether it says that the address is theirs
 * @param changed whether it tells of somebody else
 */
record Portrait(Person person, String subject, @Nullable String address, boolean verified, boolean changed) {
}
