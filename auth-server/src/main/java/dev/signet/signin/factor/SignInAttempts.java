package dev.signet.signin.factor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import dev.signet.account.AccountGeneration;
import dev.signet.account.AccountId;
import dev.signet.account.AccountReclaimed;
import dev.signet.account.EnabledAccount;
import dev.signet.account.EnabledAccounts;
import dev.signet.account.Factor;
import dev.signet.account.SignedInAccount;
import dev.signet.background.Sweeps;
import dev.signet.credential.PasswordChanged;
import dev.signet.database.Columns;
import dev.signet.secret.RandomText;
import dev.signet.session.BrowserKey;
import dev.signet.session.CookieValue;
import dev.signet.session.SessionAuthentication;
import dev.signet.web.HostCookie;
import dev.signet.web.PublicAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The sign-ins that are not whole yet, one row each: ten minutes, five tries, one a
 * browser, used once. The browser has a random value in a cookie of its own; without the
 * browser key that it was given beside it is worth nothing. It opens no page but that of
 * the second step, and none once everybody was shut out of the account.
 */
@Component
public class SignInAttempts {

	private static final Duration LIFETIME = Duration.ofMinutes(10);

	private static final int BATCH = 1000;

	private static final int MOST_TRIES = 5;

	private static final String LIVE = " where cookie_digest = :cookie and browser_digest = :browser and expires_at > :now "
			+ "and proved = :proved";

	/**
	 * What was begun from a session is over with that. A node of the version before notes
	 * no generation: there is none, or that of what the browser had begun before, in
	 * which case the person may have to begin anew.
	 */
	private static final String NOT_SHUT_OUT = """
			(case when t.session_id is null then t.generation is null or t.generation = a.generation
			  else exists (select from sessions s where s.id = t.session_id and s.ended_at is null) end)""";

	private final JdbcClient jdbc;

	private final BrowserKey browserKey;

	private final HostCookie cookie;

	private final Clock clock;

	private final RandomText random = new RandomText();

	SignInAttempts(JdbcClient jdbc, BrowserKey browserKey, PublicAddress address, Clock clock) {
		this.jdbc = jdbc;
		this.browserKey = browserKey;
		this.cookie = new HostCookie("signet-attempt", address);
		this.clock = clock;
	}

	/**
	 * Keeps a proof until the second one comes. What the browser had begun before is
	 * over.
	 */
	public void begin(AccountGeneration account, Factor factor, boolean remembered, HttpServletRequest request,
			HttpServletResponse response) {
		begin(account.accountId(), account.number(), factor, null, remembered, false, request, response);
	}

	/**
	 * Keeps what a session began with until a second factor is added to it. The session
	 * is over when everybody is shut out, so no generation is noted.
	 */
	public void beginIn(SignedInAccount person, HttpServletRequest request, HttpServletResponse response) {
		begin(person.accountId(), null, person.firstFactor(), person.sessionId(), false, false, request, response);
	}

	/**
	 * Keeps a proof that is enough by itself until the person decides to keep the
	 * account.
	 */
	public void beginProved(AccountGeneration account, Factor factor, boolean remembered, HttpServletRequest request,
			HttpServletResponse response) {
		begin(account.accountId(), account.number(), factor, null, remembered, true, request, response);
	}

	private void begin(AccountId accountId, @Nullable Integer generation, Factor factor, @Nullable UUID sessionId,
			boolean remembered, boolean proved, HttpServletRequest request, HttpServletResponse response) {
		String value = CookieValue.random(this.random);
		this.jdbc
			.sql("""
					insert into signin_attempts (cookie_digest, browser_digest, account_id, factor_method, factor_time,
						session_id, remembered, proved, expires_at, generation)
					values (:cookie, :browser, :account, :method, :time, cast(:session as uuid), :remembered, :proved,
						:expires, cast(:generation as integer))
					on conflict (browser_digest) do update set cookie_digest = excluded.cookie_digest,
						account_id = excluded.account_id, generation = excluded.generation, factor_method = excluded.factor_method,
						factor_time = excluded.factor_time, session_id = excluded.session_id,
						remembered = excluded.remembered, tries = 0, expires_at = excluded.expires_at,
						proved = excluded.proved, second_method = null, second_time = null""")
			.param("cookie", CookieValue.digest(value))
			.param("browser", this.browserKey.digestOrCreate(request, response))
			.param("account", accountId.value())
			.param("generation", generation)
			.param("method", factor.method().name())
			.param("time", Columns.moment(factor.at()))
			.param("session", (sessionId != null) ? sessionId.toString() : null)
			.param("remembered", remembered)
			.param("proved", proved)
			.param("expires", Columns.moment(this.clock.instant().plus(LIFETIME)))
			.update();
		this.cookie.write(response, value, null);
	}

	/**
	 * What this browser has begun and not proved yet, if it is not over. What was begun
	 * from a session is over with it: else whoever comes to the browser next could add a
	 * way in to the account of whoever has left.
	 */
	public Optional<SignInAttempt> find(HttpServletRequest request) {
		return find(request, false)
			.filter((attempt) -> attempt.sessionId() == null || attempt.sessionId().equals(currentSession()));
	}

	/** What this browser has proved, if it is not over and waits for a decision. */
	public Optional<SignInAttempt> findProved(HttpServletRequest request) {
		return find(request, true).filter(SignInAttempt::toBeDeleted);
	}

	/** Whether a browser has begun what was not made whole, even if it is over. */
	public boolean begunIn(HttpServletRequest request) {
		return this.cookie.read(request, CookieValue::isWellFormed).isPresent();
	}

	private Optional<SignInAttempt> find(HttpServletRequest request, boolean proved) {
		Optional<byte[]> browser = this.browserKey.digest(request);
		Optional<String> value = this.cookie.read(request, CookieValue::isWellFormed);
		if (browser.isEmpty() || value.isEmpty()) {
			return Optional.empty();
		}
		return this.jdbc
			.sql("select t.*, a.delete_at, a.generation as current_generation, " + EnabledAccounts.COLUMNS
					+ " from signin_attempts t" + EnabledAccounts.joinedIfAdmitted("t.account_id", ":now") + LIVE
					+ " and " + NOT_SHUT_OUT)
			.param("cookie", CookieValue.digest(value.get()))
			.param("browser", browser.get())
			.param("proved", proved)
			.param("now", Columns.moment(this.clock.instant()))
			.query((row, number) -> read(row))
			.optional();
	}

	/**
	 * Whether a sign-in was neither made whole nor ended since it was found, nor was
	 * everybody shut out of the account.
	 */
	boolean isUnderWay(SignInAttempt attempt) {
		return this.jdbc
			.sql("select exists (select from signin_attempts t join accounts a on a.id = t.account_id "
					+ "where t.cookie_digest = :cookie and " + NOT_SHUT_OUT + ")")
			.param("cookie", attempt.cookieDigest())
			.query(Boolean.class)
			.single();
	}

	/** Counts a try, before it is made; false when there is none left. */
	public boolean countTry(SignInAttempt attempt) {
		return this.jdbc
			.sql("update signin_attempts set tries = tries + 1 where cookie_digest = :cookie and tries < :most")
			.param("cookie", attempt.cookieDigest())
			.param("most", MOST_TRIES)
			.update() == 1;
	}

	/**
	 * Notes the second factor, where a decision is still to come; of many who do, one may
	 * go on.
	 */
	public boolean prove(SignInAttempt attempt, Factor second) {
		return this.jdbc.sql("""
				update signin_attempts set second_method = :method, second_time = :time, proved = true,
					expires_at = :expires
				where cookie_digest = :cookie and not proved""")
			.param("method", second.method().name())
			.param("time", Columns.moment(second.at()))
			.param("expires", Columns.moment(this.clock.instant().plus(LIFETIME)))
			.param("cookie", attempt.cookieDigest())
			.update() == 1;
	}

	/** Ends what is whole now; of many who want to, one may go on. */
	public boolean finish(SignInAttempt attempt, HttpServletResponse response) {
		this.cookie.clear(response);
		return this.jdbc.sql("delete from signin_attempts where cookie_digest = :cookie")
			.param("cookie", attempt.cookieDigest())
			.update() == 1;
	}

	/** What was begun in a browser by the word of a provider is over. */
	public void endUpstream(AccountId accountId, byte[] browser) {
		this.jdbc
			.sql("delete from signin_attempts where browser_digest = :browser and account_id = :account "
					+ "and factor_method = any (:methods)")
			.param("browser", browser)
			.param("account", accountId.value())
			.param("methods",
					Stream.of(Factor.Method.values())
						.filter(Factor.Method::upstream)
						.map(Factor.Method::name)
						.toArray(String[]::new))
			.update();
	}

	/** What was begun with the password before is over: it may have been a thief's. */
	@EventListener
	void on(PasswordChanged event) {
		endAll(event.accountId());
	}

	/** So is what was begun in whichever way before the owner came. */
	@EventListener
	void on(AccountReclaimed event) {
		endAll(event.accountId());
	}

	@Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
	void sweep() {
		Sweeps.repeat(BATCH, (batch) -> this.jdbc
			.sql("""
					delete from signin_attempts where cookie_digest in (
					  select cookie_digest from signin_attempts where expires_at < :now limit :batch for update skip locked)""")
			.param("now", Columns.moment(this.clock.instant()))
			.param("batch", batch)
			.update());
	}

	private void endAll(AccountId accountId) {
		this.jdbc.sql("delete from signin_attempts where account_id = :account")
			.param("account", accountId.value())
			.update();
	}

	private static @Nullable UUID currentSession() {
		SignedInAccount current = SessionAuthentication.current();
		return (current != null) ? current.sessionId() : null;
	}

	private static SignInAttempt read(ResultSet row) throws SQLException {
		EnabledAccount account = EnabledAccounts.read(row);
		Factor factor = new Factor(Factor.Method.valueOf(row.getString("factor_method")),
				Columns.instant(row, "factor_time"));
		String second = row.getString("second_method");
		return new SignInAttempt(row.getBytes("cookie_digest"),
				new AccountGeneration(account.id(), row.getInt("current_generation")), account.username(), factor,
				row.getObject("session_id", UUID.class), row.getBoolean("remembered"), row.getInt("tries") < MOST_TRIES,
				account.roles(),
				(second == null) ? null
						: new Factor(Factor.Method.valueOf(second), Columns.instant(row, "second_time")),
				Columns.instantOrNull(row, "delete_at"));
	}

}
