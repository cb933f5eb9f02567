package dev.signet.account;

import java.util.List;

/**
 * The profile breaks rules, so nothing was changed. Does not carry the values, which are
 * somebody's own.
 */
public final class ProfileRefused extends RuntimeException {

	private final transient List<ProfileProblem> problems;

	ProfileRefused(List<ProfileProblem> problems) {
		super("The profile breaks rules: " + problems);
		this.problems = List.copyOf(problems);
	}

	/** All that is wrong. */
	public List<ProfileProblem> problems() {
		return this.problems;
	}

}
