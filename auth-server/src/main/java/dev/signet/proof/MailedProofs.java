package dev.signet.proof;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.account.EmailAddress;
import dev.signet.database.Columns;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Every proof that went out by mail and was not used yet. Looking at one does not use it:
 * programs that search mails for harm open links. Using one is one conditional statement,
 * so of many who try at once one succeeds.
 */
@Component
public class MailedProofs {

	/** How many codes may be typed for one mail. */
	static final int MOST_TRIES = 5;

	private final PostgresMailedProofs rows;

	private final ProofSecrets secrets;

	private final Clock clock;

	MailedProofs(PostgresMailedProofs rows, ProofSecrets secrets, Clock clock) {
		this.rows = rows;
		this.secrets = secrets;
		this.clock = clock;
	}

	/** Makes a proof that goes out as a link. Joins the caller's transaction. */
	public NewProof issue(Purpose purpose, AccountId accountId, EmailAddress address) {
		String token = this.secrets.newToken();
		insert(purpose, accountId, address, token, null, null);
		return new NewProof(token, null);
	}

	/**
	 * Makes a proof that goes out as a link and as a code. Joins the caller's
	 * transaction.
	 * @param sessionId where the code may be typed; it is good for nothing elsewhere
	 */
	public NewProof issueWithCode(Purpose purpose, AccountId accountId, EmailAddress address, UUID sessionId) {
		String token = this.secrets.newToken();
		String code = this.secrets.newCode();
		insert(purpose, accountId, address, token, this.secrets.codeDigest(purpose, accountId, code), sessionId);
		return new NewProof(token, ProofSecrets.shown(code));
	}

	/** What a token would prove. Nothing is used by that. */
	public Optional<MailedProof> find(Purpose purpose, String token) {
		return ProofSecrets.digest(token).flatMap((digest) -> this.rows.find(purpose, digest, Columns.now(this.clock)));
	}

	/**
	 * Uses a token. It belongs into one transaction with what it is used for.
	 * @return what it proves, empty when it never was one, was used, or has ended
	 */
	public Optional<MailedProof> use(Purpose purpose, String token) {
		return ProofSecrets.digest(token)
			.flatMap((digest) -> this.rows.delete(purpose, digest, Columns.now(this.clock)));
	}

	/**
	 * Uses a code that somebody typed. Each try is counted before it is looked at, so
	 * that many at once get no further than one after another.
	 * @return what it proves, empty when it is wrong, was tried too often, or has ended
	 */
	@Transactional
	public Optional<MailedProof> useCode(Purpose purpose, AccountId accountId, UUID sessionId, String typed) {
		Optional<String> code = ProofSecrets.parseCode(typed);
		if (code.isEmpty() || !this.rows.tryCode(purpose, accountId, sessionId, MOST_TRIES, Columns.now(this.clock))) {
			return Optional.empty();
		}
		return this.rows.deleteByCode(purpose, accountId, this.secrets.codeDigest(purpose, accountId, code.get()));
	}

	/** Whether a code of this session can still be typed, and where it went. */
	public Optional<MailedProof> awaited(Purpose purpose, AccountId accountId, UUID sessionId) {
		return this.rows.awaited(purpose, accountId, sessionId, MOST_TRIES, Columns.now(this.clock));
	}

	/** Ends all proofs of an account for a purpose. */
	public void end(AccountId accountId, Purpose purpose) {
		endSince(accountId, purpose, Instant.EPOCH);
	}

	/** Ends those proofs of an account for a purpose that were made since a moment. */
	public void endSince(AccountId accountId, Purpose purpose, Instant moment) {
		this.rows.deleteSince(accountId, purpose, moment);
	}

	private void insert(Purpose purpose, AccountId accountId, EmailAddress address, String token,
			byte @Nullable [] codeDigest, @Nullable UUID sessionId) {
		Instant now = Columns.now(this.clock);
		this.rows.insert(purpose, new MailedProof(accountId, address, now), ProofSecrets.digest(token).orElseThrow(),
				codeDigest, sessionId, now.plus(purpose.lifetime()));
	}

}
