package dev.signet.recovery;

import java.time.Clock;
import java.util.Optional;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.Administrators;
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

	private final Reopenings reopenings;

	private final MailedProofs proofs;

	private final Mails mails;

	private final Clock clock;

	AccountLocking(Accounts accounts, Administrators administrators, Reopenings reopenings, MailedProofs proofs,
			Mails mails, Clock clock) {
		this.accounts = accounts;
		this.administrators = administrators;
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
	 * locking is all that is left to do.
	 * @return whether the link was good
	 */
	@Transactional
	boolean undoEmailChange(String token) {
		Optional<MailedProof> proof = use(Purpose.UNDO_EMAIL, token);
		proof.ifPresent((undo) -> {
			this.accounts.changeEmail(undo.accountId(), undo.address(), true);
			// What was mailed since went to somebody else; what was mailed before did not
			this.proofs.endSince(undo.accountId(), Purpose.UNDO_EMAIL, undo.madeAt());
			this.proofs.endSince(undo.accountId(), Purpose.LOCK_ACCOUNT, undo.madeAt());
			lock(undo.accountId());
		});
		return proof.isPresent();
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

}
