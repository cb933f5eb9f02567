package dev.signet.credential;

import java.util.Optional;
import java.util.UUID;

import dev.signet.account.AccountId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.Assert;

/**
 * The passwords of all accounts, stored as Argon2id hashes. Passwords are compared whole,
 * after Unicode normalisation, and never kept. Hashing takes a few hundredths of a second
 * and is bounded in number: do not call {@link #hash} or {@link #matches} inside a
 * transaction.
 */
@Component
public class Passwords {

	/** What stands in for a password that can belong to nobody. */
	private static final PasswordText NOBODYS = new PasswordText("nobody's password");

	private final PostgresPasswords stored;

	private final ApplicationEventPublisher events;

	private final Argon2Hasher hasher;

	private final HashingGate gate;

	private final PasswordHash nobodysHash;

	private final int minLength;

	Passwords(PostgresPasswords stored, CredentialProperties settings, ApplicationEventPublisher events) {
		this.stored = stored;
		this.events = events;
		this.hasher = new Argon2Hasher(settings.argon2(), settings.kept());
		this.gate = new HashingGate(settings.slots(), settings.hashing());
		this.nobodysHash = this.hasher.nobodys();
		this.minLength = settings.password().minLength();
	}

	/**
	 * Hashes a new password. What passwords are good enough is up to
	 * {@link PasswordRules}.
	 * @param password at most 128 characters and 512 bytes in UTF-8, without NUL
	 * @throws IllegalArgumentException when it is not
	 * @throws HashingBusy when too many passwords are being hashed
	 */
	public PasswordHash hash(String password) {
		PasswordText text = PasswordText.storable(password)
			.orElseThrow(() -> new IllegalArgumentException("The password is too long or has a NUL"));
		String phc = this.gate.pass(() -> this.hasher.hash(text)).phc();
		return new PasswordHash(phc, text.characters() < this.minLength);
	}

	/** Sets or replaces the password of an account. Joins the caller's transaction. */
	public void set(AccountId accountId, PasswordHash hash) {
		this.stored.set(accountId, hash);
	}

	/**
	 * Replaces the password because the person wants another one, and publishes
	 * {@link PasswordChanged}. Joins the caller's transaction.
	 */
	public void change(AccountId accountId, PasswordHash hash) {
		set(accountId, hash);
		this.events.publishEvent(new PasswordChanged(accountId));
	}

	/**
	 * Sets the first password of an account, and publishes {@link PasswordAdded}. Joins
	 * the caller's transaction.
	 * @return false when it has one by now; then nothing was changed
	 */
	@Transactional
	public boolean add(AccountId accountId, PasswordHash hash) {
		boolean added = this.stored.add(accountId, hash);
		if (added) {
			this.events.publishEvent(new PasswordAdded(accountId));
		}
		return added;
	}

	/** Whether an account has a password: who came from elsewhere has none. */
	public boolean exists(AccountId accountId) {
		return this.stored.find(accountId.value()).isPresent();
	}

	/**
	 * Whether an account has a password that is only long enough beside a second factor,
	 * by what was asked for when it was chosen.
	 */
	public boolean shortOne(AccountId accountId) {
		return this.stored.shortOne(accountId);
	}

	/** Hashes, then sets: for callers without a transaction. */
	public void set(AccountId accountId, String password) {
		set(accountId, hash(password));
	}

	/**
	 * Whether this is the account's password. The answer costs the same when there is no
	 * account, no password, or no such password possible. A match whose hash is cheaper
	 * than the settings ask for is hashed again. Since all this takes a while, the answer
	 * is about the password as it is at the end: of one that was replaced or taken away
	 * meanwhile nobody gets in by it.
	 * @param accountId the account, or null when there is none
	 * @param password as typed
	 * @throws HashingBusy when too many passwords are being hashed; nothing was checked
	 */
	public boolean matches(@Nullable AccountId accountId, String password) {
		UUID key = (accountId != null) ? accountId.value() : UUID.randomUUID();
		Optional<PasswordHash> hash = this.stored.find(key);
		Optional<PasswordText> text = PasswordText.storable(password);
		Check check = this.gate.pass(() -> check(text.orElse(NOBODYS), hash.orElse(this.nobodysHash)));
		if (!check.passed() || accountId == null || hash.isEmpty() || text.isEmpty()) {
			return false;
		}
		Optional<String> since = this.stored.find(key).map(PasswordHash::phc);
		if (!since.equals(hash.map(PasswordHash::phc))) {
			return since.isPresent() && matches(accountId, password);
		}
		if (check.renewed() != null) {
			this.stored.upgrade(accountId, hash.get(), check.renewed());
		}
		return true;
	}

	private Check check(PasswordText password, PasswordHash hash) {
		boolean passed = this.hasher.matches(password, hash);
		boolean renew = passed && this.hasher.weaker(hash);
		return new Check(passed, renew ? this.hasher.hash(password) : null);
	}

	private record Check(boolean passed, @Nullable PasswordHash renewed) {
	}

}
