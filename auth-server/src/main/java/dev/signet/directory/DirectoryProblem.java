package dev.signet.directory;

/**
 * What is wrong with one value of a directory.
 *
 * @param field the value, as the API calls it
 * @param fix what it must be like
 */
public record DirectoryProblem(String field, String fix) {
}
