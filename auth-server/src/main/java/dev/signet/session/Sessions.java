package dev.signet.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.signet.account.AccountGeneration;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.Factor;
import dev.signet.database.Columns;
import dev.signet.secret.RandomText;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Every sign-in of every browser: opened when a person proves who they are, found by the
 * cookie, ended once. The sessions are rows in the database, so any node answers for
 * them, and an end counts everywhere at once. Whoever ends all sessions of an account
 * shuts those out too who are about to open one: what was proved before opens none.
 */
@Component
public class Sessions {

	/** How long ended sessions are kept, for lists and questions. */
	static final Duration KEPT_AFTER_END = Duration.ofDays(30);

	private static final Duration SEEN_AGAIN_AFTER = Duration.ofMinutes(1);

	private final PostgresSessions rows;

	private final Accounts accounts;

	private final SessionProperties properties;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	private final RandomText random = new RandomText();

	Sessions(PostgresSessions rows, Accounts accounts, SessionProperties properties, ApplicationEventPublisher events,
			Clock clock) {
		this.rows = rows;
		this.accounts = accounts;
		this.properties = properties;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Opens a session for a person who just proved who they are.
	 * @param generation whose account, as it was when they began to prove it
	 * @param factors how and when, each method once
	 * @param remembered whether the session outlives the browser
	 * @return empty when everybody was shut out of the account since, or it is gone
	 */
	public Optional<NewSession> open(AccountGeneration generation, List<Factor> factors, boolean remembered,
			Device device) {
		SessionProperties.Limits limits = this.properties.limits(remembered);
		Instant now = Columns.now(this.clock);
		Instant absoluteEndsAt = now.plus(limits.absolute());
		Session session = new Session(UUID.randomUUID(), generation.accountId(), factors, device, now, now,
				earlier(now.plus(limits.idle()), absoluteEndsAt), absoluteEndsAt, remembered);
		String cookieValue = CookieValue.random(this.random);
		return this.rows.insert(session, generation, CookieValue.digest(cookieValue), limits.idle())
				? Optional.of(new NewSession(session.id(), cookieValue, cookieMaxAge(session, now))) : Optional.empty();
	}

	/**
	 * Notes one more proof in the same session, as {@link #renew(UUID, List)}, beside the
	 * sign-in that the session rests on.
	 */
	@Transactional
	public NewSession renew(UUID sessionId, Factor factor) {
		return renew(lock(sessionId), List.of(factor), false);
	}

	/**
	 * Notes fresh proofs in the same session. The session keeps its id and its absolute
	 * limit and gets a new cookie value; the old one is dead at once. Older factors of
	 * the same methods are replaced.
	 * @throws NoSuchSession when the session is over
	 */
	@Transactional
	public NewSession renew(UUID sessionId, List<Factor> fresh) {
		return renew(lock(sessionId), fresh);
	}

	/**
	 * The same for a sign-in of which the session need not know.
	 * @param generation whose account, as it was when they began to prove it
	 * @throws NoSuchSession also when it is somebody else's, or everybody was shut out of
	 * the account since
	 */
	@Transactional
	public NewSession renew(AccountGeneration generation, UUID sessionId, List<Factor> fresh) {
		return renew(this.rows.lock(sessionId, generation, Columns.now(this.clock))
			.orElseThrow(() -> new NoSuchSession(sessionId)), fresh);
	}

	private Session lock(UUID sessionId) {
		return this.rows.lock(sessionId, Columns.now(this.clock)).orElseThrow(() -> new NoSuchSession(sessionId));
	}

	private NewSession renew(Session session, List<Factor> fresh) {
		return renew(session, fresh, fresh.stream().anyMatch((factor) -> factor.method().first()));
	}

	/**
	 * Notes proofs.
	 * @param begun whether they are a new sign-in, so that no pause counts any more
	 */
	private NewSession renew(Session session, List<Factor> fresh, boolean begun) {
		Instant now = Columns.now(this.clock);
		List<Factor> factors = Stream
			.concat(session.factors().stream().filter((older) -> stillCounts(older, fresh)), fresh.stream())
			.toList();
		String cookieValue = CookieValue.random(this.random);
		this.rows.renew(session.id(), CookieValue.digest(cookieValue), factors, begun, now);
		return new NewSession(session.id(), cookieValue, cookieMaxAge(session, now));
	}

	/**
	 * Beside a trusted device nothing older counts: it would look as if it were the
	 * second step that was left out. Nor does what another server said without a time,
	 * once it says more.
	 */
	private static boolean stillCounts(Factor older, List<Factor> fresh) {
		return fresh.stream()
			.map(Factor::method)
			.noneMatch((method) -> method == older.method() || method == Factor.Method.TRUSTED_DEVICE
					|| (method.upstream() && !older.method().dated()));
	}

	/**
	 * Who is signed in under a cookie: the live session, which counts as activity, and
	 * the account that it belongs to, which may sign in. One statement, and once a minute
	 * a second one that notes it.
	 * @param cookieValue what the browser sent; anything that cannot be one is no session
	 */
	Optional<SessionAuthentication> signedIn(String cookieValue) {
		if (!CookieValue.isWellFormed(cookieValue)) {
			return Optional.empty();
		}
		Instant now = Columns.now(this.clock);
		Optional<PostgresSessions.Person> found = this.rows.findPerson(CookieValue.digest(cookieValue));
		found.ifPresent((person) -> touch(person.session()));
		return found.map((person) -> new SessionAuthentication(person.account(), person.times(now, SEEN_AGAIN_AFTER)));
	}

	/**
	 * How the live session of a cookie stands. Asking does not count as activity, so a
	 * page left open does not keep a session alive.
	 */
	public Optional<SessionTimes> times(String cookieValue) {
		Instant now = Columns.now(this.clock);
		return CookieValue.isWellFormed(cookieValue)
				? this.rows.findPerson(CookieValue.digest(cookieValue)).map((person) -> person.times(now))
				: Optional.empty();
	}

	/**
	 * Counts as activity of a session that was found alive. No statement, but one when
	 * the last note is a minute old.
	 */
	public void touch(LiveSession session) {
		Instant now = Columns.now(this.clock);
		Instant before = now.minus(SEEN_AGAIN_AFTER);
		if (!session.lastSeenAt().isAfter(before)) {
			this.rows.noteSeen(session.id(), before, now);
		}
	}

	/** The live sessions of an account, the last used first. */
	public List<Session> of(AccountId accountId) {
		return this.rows.of(accountId, Columns.now(this.clock));
	}

	/**
	 * Sessions as they are known, ended ones too as long as they are kept. An id that is
	 * not known any more has no entry.
	 */
	public Map<UUID, Session> known(Collection<UUID> ids) {
		return this.rows.known(ids).stream().collect(Collectors.toMap(Session::id, Function.identity()));
	}

	/**
	 * Whether the person has signed in, or proved who they are once more, after a moment,
	 * in a session that may have ended since. Sessions are known for 30 days after their
	 * end.
	 */
	public boolean provedAfter(AccountId accountId, Instant moment) {
		return this.rows.provedAfter(accountId, moment);
	}

	/** Ends a session and says so once. Nothing happens when it has already ended. */
	@Transactional
	public void end(UUID sessionId, EndReason reason) {
		announce(this.rows.end(sessionId, reason, Columns.now(this.clock)));
	}

	/**
	 * Ends one of the sessions of an account from another one of them. Nothing happens
	 * when it has already ended, or belongs to somebody else.
	 */
	@Transactional
	public void endFromElsewhere(AccountId accountId, UUID sessionId) {
		announce(this.rows.end(accountId, sessionId, EndReason.ENDED_FROM_ELSEWHERE, Columns.now(this.clock)));
	}

	/**
	 * Ends all sessions of an account but one, and says so once for each. Who has begun
	 * to sign in to it and has no session yet begins anew.
	 */
	@Transactional
	public void endOthers(AccountId accountId, UUID keptSessionId) {
		endOthers(accountId, keptSessionId, EndReason.ENDED_FROM_ELSEWHERE);
	}

	/**
	 * The same for a reason.
	 * @return how many
	 */
	@Transactional
	public int endOthers(AccountId accountId, UUID keptSessionId, EndReason reason) {
		this.accounts.shutOut(accountId);
		List<SessionEnded> ended = this.rows.endAllBut(accountId, keptSessionId, reason, Columns.now(this.clock));
		announce(ended);
		return ended.size();
	}

	/**
	 * Ends all sessions of an account and says so once for each. Who has begun to sign in
	 * to it and has no session yet begins anew.
	 * @return how many
	 */
	@Transactional
	public int endAll(AccountId accountId, EndReason reason) {
		this.accounts.shutOut(accountId);
		List<SessionEnded> ended = this.rows.endAll(accountId, reason, Columns.now(this.clock));
		announce(ended);
		return ended.size();
	}

	/**
	 * Ends a batch of sessions whose limits have passed.
	 * @return how many
	 */
	@Transactional
	int endOverdue(int batch) {
		List<SessionEnded> ended = this.rows.endOverdue(batch, Columns.now(this.clock));
		announce(ended);
		return ended.size();
	}

	/**
	 * Deletes a batch of sessions that ended long ago.
	 * @return how many
	 */
	int deleteForgotten(int batch) {
		return this.rows.deleteEndedBefore(Columns.now(this.clock).minus(KEPT_AFTER_END), batch);
	}

	private void announce(List<SessionEnded> ended) {
		ended.forEach(this.events::publishEvent);
	}

	private static @Nullable Duration cookieMaxAge(Session session, Instant now) {
		return session.remembered() ? Duration.between(now, session.absoluteEndsAt()) : null;
	}

	private static Instant earlier(Instant one, Instant other) {
		return one.isBefore(other) ? one : other;
	}

}
