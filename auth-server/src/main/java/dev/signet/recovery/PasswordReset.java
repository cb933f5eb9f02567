package dev.signet.recovery;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import dev.signet.account.Account;
import org.jspecify.annotations.Nullable;

/**
 * Where one reset of a forgotten password stands. There is one way through, and what is
 * not the next step on it changes nothing: <pre>
 * ASKED --mail--> MAILED --prove--> PROVED --change--> DONE
 * </pre> Whoever may not reset, or comes with a proof that does not hold, is {@code OVER}
 * and gets nowhere. So no password is changed without a proof from the owner's mailbox.
 */
final class PasswordReset {

	/** Where a reset stands. */
	enum State {

		/** Somebody typed a name of the owner. */
		ASKED,

		/** A link is on its way to the owner, or has come back from there unused. */
		MAILED,

		/** The link was used, by this caller and nobody else. */
		PROVED,

		/** The owner has a new password. */
		DONE,

		/** It leads nowhere. */
		OVER

	}

	private static final PasswordReset NOWHERE = new PasswordReset(State.OVER, null);

	private final State state;

	private final @Nullable Account owner;

	private PasswordReset(State state, @Nullable Account owner) {
		this.state = state;
		this.owner = owner;
	}

	/** Somebody says that they forgot the password of an account, if it is one. */
	static PasswordReset asked(Optional<Account> named) {
		return named.filter(PasswordReset::mayReset)
			.map((owner) -> new PasswordReset(State.ASKED, owner))
			.orElse(NOWHERE);
	}

	/** A link has come back that was mailed to somebody and still holds. */
	static PasswordReset mailed(Account owner) {
		return mayReset(owner) ? new PasswordReset(State.MAILED, owner) : NOWHERE;
	}

	/** A link has come back that does not hold, or never was one. */
	static PasswordReset nowhere() {
		return NOWHERE;
	}

	/**
	 * Mail can only be trusted to reach the owner at a proved address; and what an
	 * operator switched off stays off. Who wants to keep an account that is to be deleted
	 * may have forgotten its password.
	 */
	private static boolean mayReset(Account account) {
		return account.emailVerified() && (account.enabled() || account.locked() || account.deletionDate().isPresent());
	}

	/** Sends the owner the link. */
	PasswordReset mail(Consumer<Account> mailing) {
		return step(State.ASKED, State.MAILED, mailing);
	}

	/**
	 * Uses the link.
	 * @param use tells whether this was the one use that there is
	 */
	PasswordReset prove(BooleanSupplier use) {
		if (this.state != State.MAILED) {
			return this;
		}
		return use.getAsBoolean() ? new PasswordReset(State.PROVED, this.owner) : NOWHERE;
	}

	/** Gives the owner the new password. */
	PasswordReset change(Consumer<Account> changing) {
		return step(State.PROVED, State.DONE, changing);
	}

	boolean is(State asked) {
		return this.state == asked;
	}

	/** Whose password it is, known as soon as the link is there. */
	Optional<Account> owner() {
		return is(State.ASKED) ? Optional.empty() : Optional.ofNullable(this.owner);
	}

	private PasswordReset step(State from, State to, Consumer<Account> act) {
		if (this.state != from || this.owner == null) {
			return this;
		}
		act.accept(this.owner);
		return new PasswordReset(to, this.owner);
	}

}
