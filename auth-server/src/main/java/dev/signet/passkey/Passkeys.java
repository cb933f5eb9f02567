package dev.signet.passkey;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.AccountGeneration;
import dev.signet.account.AccountId;
import dev.signet.account.AccountReclaimed;
import dev.signet.web.PublicAddress;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The passkeys of all accounts. A page asks the browser a question, and what the browser
 * answers comes back here once. A passkey verifies the person, so it is two factors in
 * one and can begin a sign-in. Whether more answers are looked at is up to the caller.
 */
@Component
public class Passkeys {

	/** More than anybody needs, and few enough for one question. */
	public static final int MOST = 20;

	/** Web Authentication Level 3 §14.6.1: nothing about the person. */
	private static final int HANDLE = 64;

	/** Web Authentication Level 3 §4, credential ID. */
	private static final int LONGEST_ID = 1023;

	private static final String SIGN_IN = "sign in";

	private final PostgresPasskeys rows;

	private final PasskeyChallenges challenges;

	private final PasskeyQuestions questions;

	private final ObjectProvider<Ceremonies> ceremonies;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	private final boolean possible;

	private final SecureRandom random = new SecureRandom();

	Passkeys(PostgresPasskeys rows, PasskeyChallenges challenges, PasskeyQuestions questions,
			ObjectProvider<Ceremonies> ceremonies, PublicAddress address, ApplicationEventPublisher events,
			Clock clock) {
		this.rows = rows;
		this.challenges = challenges;
		this.questions = questions;
		this.ceremonies = ceremonies;
		this.events = events;
		this.clock = clock;
		this.possible = isName(address.host());
	}

	/**
	 * Whether browsers make passkeys for this server: only where its host has a name (Web
	 * Authentication Level 3 §5.1.3).
	 */
	public boolean possible() {
		return this.possible;
	}

	/** Whether a person has a passkey. */
	public boolean existFor(AccountId accountId) {
		return this.rows.existFor(accountId);
	}

	/** The passkeys of a person, the oldest first. */
	public List<Passkey> of(AccountId accountId) {
		return this.rows.of(accountId);
	}

	/**
	 * What a page asks a browser so that anybody signs in, as JSON.
	 * @param browser the digest of the browser's key
	 */
	public String askAnybody(byte[] browser) {
		return this.questions.prove(this.challenges.make(SIGN_IN, browser), List.of());
	}

	/**
	 * What a page asks a browser so that this person signs in again; empty when they have
	 * no passkey.
	 * @param browser the digest of the browser's key
	 */
	public Optional<String> askAgain(AccountId accountId, byte[] browser) {
		return ask(accountId, SIGN_IN, browser);
	}

	/**
	 * What a page asks a browser to prove that it is this person; empty when they have no
	 * passkey.
	 * @param browser the digest of the browser's key
	 */
	public Optional<String> ask(AccountId accountId, byte[] browser) {
		return ask(accountId, proof(accountId), browser);
	}

	/**
	 * Takes the answer to {@link #askAnybody} or {@link #askAgain}. It is used by this.
	 * @param browser the digest of the browser's key
	 * @return who is proved, an account that admits them ({@code Account.admits}), as it
	 * was when the passkey opened it
	 * @throws PasskeyRefused when nobody is
	 */
	public AccountGeneration proveAnybody(String answer, byte[] browser) {
		PasskeyAnswer proved = this.ceremonies.getObject()
			.proved(answer, (challenge) -> this.challenges.counts(challenge, SIGN_IN, browser), this::findOrUnknown,
					true);
		return use(proved);
	}

	/**
	 * Takes the answer to {@link #ask}. It is used by this.
	 * @param browser the digest of the browser's key
	 * @throws PasskeyRefused when it does not prove that it is this person
	 */
	public void prove(AccountId accountId, String answer, byte[] browser) {
		use(this.ceremonies.getObject()
			.proved(answer, (challenge) -> this.challenges.counts(challenge, proof(accountId), browser),
					(credential) -> this.rows.find(credential)
						.filter((passkey) -> passkey.accountId().equals(accountId)),
					false));
	}

	/**
	 * What a page asks a browser to make a passkey, as JSON.
	 * @param username what the browser shows to tell accounts apart
	 * @param displayName the same, for people
	 * @param browser the digest of the browser's key
	 */
	public String askForNew(AccountId accountId, String username, String displayName, byte[] browser) {
		byte[] proposed = new byte[HANDLE];
		this.random.nextBytes(proposed);
		return this.questions.add(this.challenges.make(addition(accountId), browser),
				this.rows.handle(accountId, proposed), username, displayName, this.rows.stored(accountId));
	}

	/**
	 * Adds a passkey by the answer to {@link #askForNew}. It is used by this.
	 * @param otherwise what to call it when the kind of authenticator has no known name
	 * @param browser the digest of the browser's key
	 * @throws PasskeyRefused when the answer is none, or somebody has this passkey
	 * @throws TooManyPasskeys when the person may have no more
	 */
	@Transactional
	public void add(AccountId accountId, String answer, String otherwise, byte[] browser) {
		NewPasskey passkey = this.ceremonies.getObject()
			.added(answer, (challenge) -> this.challenges.counts(challenge, addition(accountId), browser));
		this.rows.lock(accountId);
		if (this.rows.of(accountId).size() >= MOST) {
			throw new TooManyPasskeys();
		}
		UUID id = UUID.randomUUID();
		String name = PasskeyModels.name(passkey.model()).orElse(shortened(otherwise));
		if (!this.rows.answer(passkey.challenge())
				|| !this.rows.insert(id, accountId, passkey, name, this.clock.instant())) {
			throw new PasskeyRefused("Answered before, or known already", accountId);
		}
		this.events.publishEvent(new PasskeyAdded(accountId, id, name));
	}

	/**
	 * Gives a passkey another name. Nothing happens when the person has none with this
	 * id.
	 */
	public void rename(AccountId accountId, UUID id, String name) {
		this.rows.rename(accountId, id, name);
	}

	/**
	 * Takes a passkey away: it signs nobody in any more.
	 * @return false when the person has none with this id
	 */
	@Transactional
	public boolean remove(AccountId accountId, UUID id) {
		Optional<String> name = this.rows.delete(accountId, id);
		name.ifPresent((removed) -> this.events.publishEvent(new PasskeyRemoved(accountId, id, removed)));
		return name.isPresent();
	}

	/** Takes those away that were added after a moment. */
	@Transactional
	public void removeAddedAfter(AccountId accountId, Instant moment) {
		this.rows.deleteAddedAfter(accountId, moment)
			.forEach((id, name) -> this.events.publishEvent(new PasskeyRemoved(accountId, id, name)));
	}

	private Optional<String> ask(AccountId accountId, String purpose, byte[] browser) {
		List<StoredPasskey> passkeys = this.rows.stored(accountId);
		return passkeys.isEmpty() ? Optional.empty()
				: Optional.of(this.questions.prove(this.challenges.make(purpose, browser), passkeys));
	}

	/** Looks for the passkey of somebody whom nobody has named. */
	private Optional<StoredPasskey> findOrUnknown(byte[] credentialId) {
		Optional<StoredPasskey> found = this.rows.find(credentialId);
		if (found.isEmpty() && credentialId.length <= LONGEST_ID) {
			throw PasskeyRefused.unknown(credentialId);
		}
		return found;
	}

	/**
	 * That the account is off counts only now: until here the answer costs the same, so
	 * the time it takes tells nobody.
	 */
	private AccountGeneration use(PasskeyAnswer answer) {
		return this.rows.use(answer, this.clock.instant())
			.orElseThrow(
					() -> new PasskeyRefused("Answered before, or the account is off", answer.passkey().accountId()));
	}

	private static String proof(AccountId accountId) {
		return "prove " + accountId;
	}

	/** Whoever added them may have been somebody else. */
	@EventListener
	void on(AccountReclaimed event) {
		removeAddedAfter(event.accountId(), Instant.EPOCH);
	}

	private static String addition(AccountId accountId) {
		return "add to " + accountId;
	}

	private static String shortened(String name) {
		return name.substring(0, Math.min(name.length(), Passkey.MAX_NAME));
	}

	/** Not an address in numbers: those have no letters but for the colons of IPv6. */
	private static boolean isName(String host) {
		return !host.startsWith("[") && !host.matches("[0-9.]+");
	}

}
