package dev.signet.logout;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.account.Factor;
import dev.signet.database.Columns;
import dev.signet.federation.logout.UpstreamSignedOut;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderId;
import dev.signet.federation.visit.UpstreamAnswer;
import dev.signet.key.MasterKey;
import dev.signet.key.MasterKeyUnusable;
import dev.signet.session.EndReason;
import dev.signet.session.Sessions;
import dev.signet.signin.completion.SignInCompletion;
import dev.signet.signin.completion.SignInSucceeded;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Which sessions rest on a sign-in at a provider, so that they end when the provider says
 * that the person has signed out there, and so that signing out here can go on there. The
 * ID token that this needs is kept encrypted, only where the provider's settings want it,
 * and no longer than the session lasts.
 */
@Component
public class UpstreamSessions {

	/** Longer than a second step may take. */
	static final Duration EXPECTED_FOR = Duration.ofMinutes(30);

	private static final int BATCH = 200;

	private final PostgresUpstreamSessions rows;

	private final Sessions sessions;

	private final MasterKey masterKey;

	private final SignInCompletion completion;

	private final TransactionOperations transactions;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	UpstreamSessions(PostgresUpstreamSessions rows, Sessions sessions, MasterKey masterKey, SignInCompletion completion,
			TransactionOperations transactions, ApplicationEventPublisher events, Clock clock) {
		this.rows = rows;
		this.sessions = sessions;
		this.masterKey = masterKey;
		this.completion = completion;
		this.transactions = transactions;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Notes that a person was proved by a provider in a browser and that their sign-in
	 * goes on from there, maybe by a second step. When it is whole, the session that it
	 * opens or renews rests on what is noted here.
	 * @param browser the digest of the browser's key
	 */
	@Transactional
	public void expect(AccountId accountId, UpstreamAnswer answer, byte[] browser) {
		this.rows.expect(accountId, browser, session(answer));
	}

	/** The sign-in of which the provider's word was the first step is whole. */
	@EventListener
	@Transactional
	void on(SignInSucceeded event) {
		if (event.methods().stream().anyMatch(Factor.Method::upstream)) {
			this.rows.attach(event.accountId(), event.sessionId(), Columns.now(this.clock).minus(EXPECTED_FOR));
		}
	}

	/**
	 * Ends all sessions that rest on what a provider said, each with its notices to apps,
	 * and sign-ins that only wait for their second step. There may be many: the caller
	 * must not hold a transaction.
	 * @param by the administrator who wants it
	 * @return how many sessions
	 */
	public int endSessionsOf(ProviderId providerId, AccountId by) {
		this.transactions.executeWithoutResult((status) -> this.rows.takeExpected(providerId)
			.forEach((expected) -> this.completion.giveUp(expected.accountId(), expected.browserDigest())));
		int ended = 0;
		for (List<UUID> batch = endBatch(providerId); !batch.isEmpty(); batch = endBatch(providerId)) {
			ended += batch.size();
		}
		this.events.publishEvent(new UpstreamPeopleSignedOut(providerId, by, ended));
		return ended;
	}

	/**
	 * Ends the sessions of whom a provider says that they have signed out, once for each
	 * notice. Joins the caller's transaction.
	 * @return false when the notice was taken before
	 */
	@Transactional
	boolean end(ProviderId providerId, UpstreamSignedOut signedOut) {
		if (!this.rows.take(providerId, signedOut.tokenId(), signedOut.goodUntil())) {
			return false;
		}
		this.rows.of(providerId, signedOut).forEach((id) -> this.sessions.end(id, EndReason.SIGNED_OUT_UPSTREAM));
		return true;
	}

	/**
	 * Takes what is needed to sign out over there as well, after a session has ended.
	 * @return the newest, empty when the session rests on none, or it is not wanted
	 */
	@Transactional
	Optional<UpstreamSession> take(UUID sessionId) {
		return this.rows.takeAll(sessionId).stream().filter((each) -> each.endSession() != null).findFirst();
	}

	/** The ID token, empty when none was kept, or the master key is another one now. */
	Optional<String> idToken(UpstreamSession session) {
		byte[] sealed = session.sealedIdToken();
		if (sealed == null) {
			return Optional.empty();
		}
		try {
			return Optional
				.of(new String(this.masterKey.decrypt(sealed, context(session.id())), StandardCharsets.UTF_8));
		}
		catch (MasterKeyUnusable ex) {
			return Optional.empty();
		}
	}

	private List<UUID> endBatch(ProviderId providerId) {
		return this.transactions.execute((status) -> {
			List<UUID> batch = this.rows.of(providerId, BATCH);
			batch.forEach((id) -> this.sessions.end(id, EndReason.PROVIDER_DISABLED));
			return batch;
		});
	}

	private UpstreamSession session(UpstreamAnswer answer) {
		UUID id = UUID.randomUUID();
		Provider provider = answer.provider();
		URI endSession = provider.settings().logoutUpstream() ? answer.endSession() : null;
		String idToken = answer.idToken();
		return new UpstreamSession(id, provider.id(), answer.person().issuer(), answer.person().subject(),
				answer.person().sid(), endSession, (endSession != null && idToken != null) ? seal(id, idToken) : null,
				Columns.now(this.clock));
	}

	private byte[] seal(UUID id, String idToken) {
		return this.masterKey.encrypt(idToken.getBytes(StandardCharsets.UTF_8), context(id));
	}

	private static String context(UUID id) {
		return "session_upstreams/" + id;
	}

}
