package dev.signet.recovery;

import java.time.Clock;
import java.util.Optional;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.Administrators;
import dev.signet.account.ClaimedAddresses;
import dev.signet.account.EmailAddress;
import dev.signet.account.SignedInAccount;
import dev.signet.mail.Mails;
import dev.signet.proof.MailedProof;
import dev.signet.proof.MailedProofs;
import dev.signet.proof.Purpose;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an owner does who learns that somebody else is in their account, mostly by mail.
 * Locking it ends all sessions and grants; nobody signs in until it was opened again by
 * mail ({@link Reopening}).
 */
@Component
public class AccountLocking {

	private final Accounts accounts;

	private final Administrators administrators;

	private final ClaimedAddresses claimed;

	private final Reopenings reopenings;

	private final MailedProofs proofs;

	private final Mails mails;

	private final Clock clock;

	AccountLocking(Accounts accounts, Administrators administrators, ClaimedAddresses claimed, Reopenings reopenings,
			MailedProofs proofs, Mails mails, Clock clock) {
		this.accounts = accounts;
		this.administrators = administrators;
		this.claimed = claimed;
		this.reopenings = reopenings;
		this.proofs = proofs;
		this.mails = mails;
		this.clock = clock;
	}

	/** Whether the owner could open a locked account again: only by mail. */
	public boolean possible(Account account) {
		return account.emailVerified() && this.mails.possible();
	}

	/** How the owner would open an account again that they lock now. */
	public Reopening reopening(AccountId accountId) {
		return this.reopenings.of(accountId);
	}

	/** Locks the account of somebody who is signed in and wants it so. */
	@Transactional
	public void lock(SignedInAccount person) {
		this.administrators.hold(person.accountId());
		lock(person.accountId());
	}

	/** The account of a link that is good. Nothing is used by that. */
	Optional<Account> find(Purpose purpose, String token) {
		return this.proofs.find(purpose, token).map(MailedProof::accountId).flatMap(this.accounts::find);
	}

	/**
	 * Locks the account of a link.
	 * @return whether the link was good
	 */
	@Transactional
	boolean lock(String token) {
		Optional<MailedProof> proof = use(Purpose.LOCK_ACCOUNT, token);
		proof.map(MailedProof::accountId).ifPresent(this::lock);
		return proof.isPresent();
	}

	/**
	 * Brings back the address that a link went to, and locks the account: who changed it
	 * without the owner knows the password. When the address is another account's by now,
	 * whose owner has shown that it is theirs, the one that it was changed to counts no
	 * more: else whoever made the change opens the account again from there.
	 */
	@Transactional
	Undo undoEmailChange(String token) {
		return use(Purpose.UNDO_EMAIL, token).map((proof) -> {
			boolean back = bringBack(proof.accountId(), proof.address());
			if (!back) {
				this.accounts.update(proof.accountId(), (account) -> account.doubtEmail(this.clock.instant()));
			}
			// What was mailed since went to somebody else; what was mailed before did not
			this.proofs.endSince(proof.accountId(), Purpose.UNDO_EMAIL, proof.madeAt());
			this.proofs.endSince(proof.accountId(), Purpose.LOCK_ACCOUNT, proof.madeAt());
			lock(proof.accountId());
			return back ? Undo.DONE : Undo.TAKEN;
		}).orElse(Undo.GONE);
	}

	/** Whoever only claims the address gives it up: its owner reads mail there. */
	private boolean bringBack(AccountId accountId, EmailAddress address) {
		Account account = this.accounts.find(accountId).orElseThrow();
		if (address.sameAs(new EmailAddress(account.emailAddress()))) {
			this.accounts.update(accountId, (own) -> own.verifyEmail(address, this.clock.instant()));
			return true;
		}
		this.claimed.release(address);
		return this.accounts.changeEmail(accountId, address, true);
	}

	/** Its row is locked after the account, as {@link Administrators} says. */
	private Optional<MailedProof> use(Purpose purpose, String token) {
		return this.proofs.find(purpose, token).flatMap((proof) -> {
			this.administrators.hold(proof.accountId());
			return this.proofs.use(purpose, token);
		});
	}

	private void lock(AccountId accountId) {
		this.accounts.update(accountId, (account) -> account.lock(this.clock.instant()));
	}

	/** What came of a link that takes a change of the address back. */
	enum Undo {

		/** The address is back, and the account is locked. */
		DONE,

		/**
		 * The account is locked, and no mail opens it: the address is another account's
		 * by now.
		 */
		TAKEN,

		/** The link is not good. */
		GONE

	}

}
