package dev.signet.credential;

import java.util.Collection;

import dev.signet.account.Account;

/**
 * Whether somebody who signs in with a password has to prove something else as well.
 * Answered by whoever asks for it.
 */
public interface SecondStep {

	/** Whether a person has a second factor, or must have one. */
	boolean awaits(Account person);

	/**
	 * Whether somebody who gets an account must have a second factor.
	 * @param roles what they will hold
	 * @param groups what they will belong to
	 */
	boolean awaitsNew(Collection<String> roles, Collection<String> groups);

}
