package dev.signet.account;

import java.time.Instant;

/**
 * One proof of who a person is, with the moment it was given.
 *
 * @param method how it was proved
 * @param at when it was proved
 */
public record Factor(Method method, Instant at) {

	/** The ways to prove who one is. The names are stored; never rename one. */
	public enum Method {

		/** A memorized secret. */
		PASSWORD

	}

}
