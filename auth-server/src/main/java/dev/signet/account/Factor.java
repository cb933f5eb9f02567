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
		PASSWORD(false),

		/** A code of an authenticator app (RFC 6238). */
		TOTP(true),

		/** A code on paper, in the place of a second factor. */
		RECOVERY_CODE(true);

		private final boolean second;

		Method(boolean second) {
			this.second = second;
		}

		/** Whether it counts only beside another one, and never begins a sign-in. */
		public boolean second() {
			return this.second;
		}

	}

}
