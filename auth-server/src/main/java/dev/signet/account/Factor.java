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
		PASSWORD(true, false),

		/** A code of an authenticator app (RFC 6238). */
		TOTP(false, true),

		/** A code on paper, in the place of a second factor. */
		RECOVERY_CODE(false, true),

		/**
		 * A passkey whose device verified the person (Web Authentication Level 3): what
		 * they have, and what they know or are. So it is two factors in one.
		 */
		PASSKEY(true, true),

		/** A code or a link from the mailbox, in the place of a password. */
		MAIL(true, false),

		/**
		 * The word of another server that the person has linked. However it was proved
		 * over there, it is one factor here.
		 */
		UPSTREAM(true, false),

		/**
		 * The same of a server that does not say when it last saw a proof: it may have
		 * sent back whoever sits at a browser that it knows. So it begins a sign-in, and
		 * is never a fresh one.
		 */
		UPSTREAM_UNDATED(true, false),

		/**
		 * A code from the mailbox, after a password. A mailbox opens from anywhere, often
		 * with a password, so it is nothing that a person has (NIST SP 800-63B-4
		 * §3.1.3.1).
		 */
		MAIL_CODE(false, false),

		/**
		 * No proof, but the reason why there is none: the person has told that this
		 * device need not be asked for a second factor.
		 */
		TRUSTED_DEVICE(false, false);

		private final boolean first;

		private final boolean second;

		Method(boolean first, boolean second) {
			this.first = first;
			this.second = second;
		}

		/** Whether it can begin a sign-in. */
		public boolean first() {
			return this.first;
		}

		/** Whether the time of it is known to be the time of a proof. */
		public boolean dated() {
			return this != UPSTREAM_UNDATED;
		}

		/** Whether another server vouches for it. */
		public boolean upstream() {
			return this == UPSTREAM || this == UPSTREAM_UNDATED;
		}

		/**
		 * Whether it is what a password alone lacks: it shows that the person has
		 * something. What is neither first nor second does for the rules of this server,
		 * and makes no two factors for others.
		 */
		public boolean second() {
			return this.second;
		}

	}

}
