package dev.signet.linking;

/**
 * How far it is that the people of a directory are signed out.
 *
 * @param people how many there are
 * @param done how many of them are signed out by now
 */
public record DirectorySignOut(int people, int done) {
}
