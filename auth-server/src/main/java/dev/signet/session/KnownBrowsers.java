package dev.signet.session;

import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

import dev.signet.account.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * In which browsers a person has signed in before. Every session that opens is noted
 * here, and the note outlives it: for 400 days, which is as long as a browser keeps its
 * key, for the 50 browsers of an account that were used last, and not beyond the moment
 * in which its owner shuts somebody else out. It proves nothing: a key can be copied.
 */
@Component
public class KnownBrowsers {

	/** How many browsers are known of one account. */
	static final int MOST = 50;

	/** How many people are looked for in one browser. */
	private static final int MOST_PEOPLE = 20;

	/** How long a browser is known without another sign-in. */
	static final Duration KEPT = Duration.ofDays(400);

	private final PostgresKnownBrowsers rows;

	private final BrowserKey browserKey;

	private final Clock clock;

	KnownBrowsers(PostgresKnownBrowsers rows, BrowserKey browserKey, Clock clock) {
		this.rows = rows;
		this.browserKey = browserKey;
		this.clock = clock;
	}

	/**
	 * Whether a session of this account was opened before in the browser that sent a
	 * request. No statement when the browser has no key yet.
	 */
	public boolean knows(AccountId accountId, HttpServletRequest request) {
		return knows(accountId, request, false);
	}

	/**
	 * As {@link #knows}, also when the browser was {@linkplain #forgetOthers forgotten}
	 * since: for what its owner must not lose by shutting somebody else out.
	 */
	public boolean knew(AccountId accountId, HttpServletRequest request) {
		return knows(accountId, request, true);
	}

	private boolean knows(AccountId accountId, HttpServletRequest request, boolean forgottenToo) {
		return this.browserKey.digest(request)
			.filter((digest) -> this.rows.exists(accountId, digest, this.clock.instant().minus(KEPT), forgottenToo))
			.isPresent();
	}

	/**
	 * The accounts of which a session was opened before in the browser that sent a
	 * request, the last one first: those of a family, not of a whole school.
	 */
	public List<AccountId> people(HttpServletRequest request) {
		return this.browserKey.digest(request)
			.map((digest) -> this.rows.people(digest, this.clock.instant().minus(KEPT), MOST_PEOPLE))
			.orElse(List.of());
	}

	/**
	 * Whether the last thing that is known of a browser is that somebody has left it: the
	 * session was ended, here or from elsewhere, and nobody has signed in there since.
	 * Known for as long as ended sessions are.
	 * @param digest the digest of its key
	 */
	public boolean left(byte[] digest) {
		return this.rows.left(digest);
	}

	/**
	 * The digests of the browsers that are known of an account, or were until they were
	 * {@linkplain #forgetOthers forgotten}, in hexadecimal digits.
	 */
	public List<String> digests(AccountId accountId) {
		return this.rows.digests(accountId).stream().map(HexFormat.of()::formatHex).toList();
	}

	/**
	 * Whether the person has signed in before, but not in the browser that sent a
	 * request, or not since that was {@linkplain #forgetOthers forgotten}. To be asked
	 * before a session opens, which makes the browser known.
	 */
	public boolean surprises(AccountId accountId, HttpServletRequest request) {
		return this.rows.onlyOthers(accountId, this.browserKey.digest(request).orElse(null),
				this.clock.instant().minus(KEPT));
	}

	/**
	 * Forgets in which browsers a person has signed in, but for one: somebody else may
	 * have used them.
	 * @param kept the digest of its key in hexadecimal digits, or null for all
	 */
	public void forgetOthers(AccountId accountId, @Nullable String kept) {
		this.rows.forgetOthers(accountId, kept);
	}

	/**
	 * Deletes a batch of those that are not known any more.
	 * @return how many
	 */
	int deleteForgotten(int batch) {
		return this.rows.deleteBefore(this.clock.instant().minus(KEPT), batch);
	}

}
