package dev.signet.registration;

import java.util.List;

/**
 * Somebody wants an invitation that breaks rules.
 */
public final class InvitationRefused extends RuntimeException {

	private final transient List<InvitationProblem> problems;

	InvitationRefused(List<InvitationProblem> problems) {
		super("The invitation breaks rules");
		this.problems = List.copyOf(problems);
	}

	/** All that is wrong. */
	public List<InvitationProblem> problems() {
		return this.problems;
	}

}
