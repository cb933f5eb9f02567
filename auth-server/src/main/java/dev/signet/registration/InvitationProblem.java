package dev.signet.registration;

/**
 * What is wrong with one value of an invitation.
 *
 * @param field the value, as the API calls it
 * @param fix what it must be like
 */
public record InvitationProblem(String field, String fix) {
}
