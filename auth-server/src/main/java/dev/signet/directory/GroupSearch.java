package dev.signet.directory;

/**
 * How the groups of somebody are found.
 *
 * @param base the distinguished name below which groups are
 * @param filter which entries are their groups (RFC 4515): {@code {0}} stands for the
 * distinguished name of the person, {@code {1}} for their username
 * @param attribute the attribute with the name of a group
 * @param nested whether members of a group that is a member count too; Active Directory
 * only, which looks for them by itself
 */
public record GroupSearch(String base, String filter, String attribute, boolean nested) {
}
