package dev.signet.credential;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

import dev.signet.account.AccountId;
import dev.signet.key.MasterKey;
import dev.signet.key.TimedSeals;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The authenticator apps of all accounts, at most one each (RFC 6238). A code counts
 * once: the row remembers the last step used. Whether more guesses are allowed is up to
 * the caller.
 */
@Component
public class Authenticators {

	/** How long a person may take to set an app up. */
	private static final Duration OFFERED = Duration.ofMinutes(30);

	private final PostgresAuthenticators rows;

	private final MasterKey masterKey;

	private final TimedSeals seals;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	private final SecureRandom random = new SecureRandom();

	Authenticators(PostgresAuthenticators rows, MasterKey masterKey, TimedSeals seals, ApplicationEventPublisher events,
			Clock clock) {
		this.rows = rows;
		this.masterKey = masterKey;
		this.seals = seals;
		this.events = events;
		this.clock = clock;
	}

	/** The app of an account, empty when it has none. */
	public Optional<Authenticator> of(AccountId accountId) {
		return this.rows.find(accountId).map(PostgresAuthenticators.Row::authenticator);
	}

	/** A new secret, of which nothing is stored yet. */
	public AuthenticatorSecret propose() {
		byte[] bytes = new byte[AuthenticatorSecret.LENGTH];
		this.random.nextBytes(bytes);
		return new AuthenticatorSecret(bytes);
	}

	/**
	 * A proposed secret as a form can carry it until the first code comes: encrypted, for
	 * this account, for half an hour. So an app that was never confirmed leaves no trace.
	 */
	public String seal(AuthenticatorSecret secret, AccountId accountId) {
		return this.seals.seal(secret.bytes(), offered(accountId));
	}

	/** The secret that was sealed; empty for anything else and when the time is up. */
	public Optional<AuthenticatorSecret> unseal(String sealed, AccountId accountId) {
		return this.seals.open(sealed, offered(accountId), OFFERED)
			.map((opened) -> new AuthenticatorSecret(opened.plain()));
	}

	private static String offered(AccountId accountId) {
		return "offered authenticator of " + accountId;
	}

	/**
	 * Adds the app of an account that has none.
	 * @param code a code of the app, which shows that it has the secret; it is used by
	 * this
	 * @return whether the code is right and nobody was faster
	 */
	@Transactional
	public boolean add(AccountId accountId, AuthenticatorSecret secret, String code) {
		return announced(accountId, step(secret, code),
				(step) -> this.rows.insert(accountId, seal(accountId, secret), step, this.clock.instant()));
	}

	/** As {@link #add}, in the place of the one that the account has. */
	@Transactional
	public boolean replace(AccountId accountId, AuthenticatorSecret secret, String code) {
		return announced(accountId, step(secret, code),
				(step) -> this.rows.put(accountId, seal(accountId, secret), step, this.clock.instant()));
	}

	/**
	 * Whether this is a code of the app that was not used before; it is used by this. Of
	 * many who present it at once one is right.
	 */
	@Transactional
	public boolean use(AccountId accountId, String typed) {
		Instant now = this.clock.instant();
		return TimeBasedCode.read(typed)
			.flatMap((code) -> this.rows.find(accountId)
				.map((row) -> TimeBasedCode.stepOf(code, secret(accountId, row), now, row.lastStep())))
			.filter(OptionalLong::isPresent)
			.filter((step) -> this.rows.use(accountId, step.getAsLong(), now))
			.isPresent();
	}

	/** Takes the app away. Nothing happens when there is none. */
	@Transactional
	public void remove(AccountId accountId) {
		if (this.rows.delete(accountId)) {
			this.events.publishEvent(new AuthenticatorRemoved(accountId));
		}
	}

	/** The same, if it was added after a moment. */
	@Transactional
	public void removeAddedAfter(AccountId accountId, Instant moment) {
		if (this.rows.deleteAddedAfter(accountId, moment)) {
			this.events.publishEvent(new AuthenticatorRemoved(accountId));
		}
	}

	private boolean announced(AccountId accountId, OptionalLong step, LongPredicate store) {
		boolean added = step.isPresent() && store.test(step.getAsLong());
		if (added) {
			this.events.publishEvent(new AuthenticatorAdded(accountId));
		}
		return added;
	}

	private OptionalLong step(AuthenticatorSecret secret, String typed) {
		return TimeBasedCode.read(typed)
			.map((code) -> TimeBasedCode.stepOf(code, secret.bytes(), this.clock.instant(), Long.MIN_VALUE))
			.orElse(OptionalLong.empty());
	}

	private byte[] seal(AccountId accountId, AuthenticatorSecret secret) {
		return this.masterKey.encrypt(secret.bytes(), context(accountId));
	}

	private byte[] secret(AccountId accountId, PostgresAuthenticators.Row row) {
		return this.masterKey.decrypt(row.secret(), context(accountId));
	}

	private static String context(AccountId accountId) {
		return "authenticators " + accountId;
	}

}
