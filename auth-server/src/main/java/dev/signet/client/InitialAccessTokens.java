package dev.signet.client;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.signet.database.Columns;
import dev.signet.secret.RandomText;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The tokens that allow somebody to register clients (RFC 7591 §3). Only digests are
 * stored; a token is known by its name.
 */
@Component
public final class InitialAccessTokens {

	static final Pattern NAME = Pattern.compile("[A-Za-z0-9._~-]{1,100}");

	private static final String GOOD = "(expires_at is null or expires_at > :now) and (uses is null or used < uses)";

	private final JdbcClient jdbc;

	private final TransactionTemplate transactions;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	private final RandomText random = new RandomText();

	InitialAccessTokens(JdbcClient jdbc, TransactionTemplate transactions, ApplicationEventPublisher events,
			Clock clock) {
		this.jdbc = jdbc;
		this.transactions = transactions;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Makes a token.
	 * @param name 1 to 100 letters, digits, dots, hyphens, underscores or tildes
	 * @param expiresAt from when on it is refused; null for never
	 * @param uses how many clients may be registered with it; null for any number
	 * @return the token, which cannot be read again
	 * @throws IllegalArgumentException when the name is taken or none
	 */
	public String create(String name, @Nullable Instant expiresAt, @Nullable Integer uses) {
		String token = this.random.secret("sgn_iat_");
		this.transactions.executeWithoutResult((status) -> {
			insert(name, token, expiresAt, uses);
			this.events.publishEvent(new InitialAccessTokenCreated(name, false));
		});
		return token;
	}

	private void insert(String name, String token, @Nullable Instant expiresAt, @Nullable Integer uses) {
		boolean created = NAME.matcher(name).matches() && this.jdbc.sql("""
				insert into initial_access_tokens (name, digest, declared, created_at, expires_at, uses)
				values (:name, :digest, false, :now, :expires, :uses) on conflict (name) do nothing""")
			.param("name", name)
			.param("digest", ClientSecrets.digest(token))
			.param("now", Columns.moment(this.clock.instant()))
			.param("expires", Columns.momentOrNull(expiresAt))
			.param("uses", uses)
			.update() == 1;
		if (!created) {
			throw new IllegalArgumentException("The name of an initial access token is new, and one such as team-a");
		}
	}

	/** Ends a token. Clients that were registered with it stay. */
	public boolean remove(String name) {
		return Boolean.TRUE.equals(this.transactions.execute((status) -> {
			boolean removed = this.jdbc.sql("delete from initial_access_tokens where name = :name")
				.param("name", name)
				.update() == 1;
			if (removed) {
				this.events.publishEvent(new InitialAccessTokenRemoved(name, false));
			}
			return removed;
		}));
	}

	/** The name of a token that may be used now. Nothing is used up. */
	Optional<String> find(String token) {
		return this.jdbc.sql("select name from initial_access_tokens where digest = :digest and " + GOOD)
			.param("digest", ClientSecrets.digest(token))
			.param("now", Columns.moment(this.clock.instant()))
			.query(String.class)
			.optional();
	}

	/**
	 * Uses a token once. One statement, whose row count decides, also among many callers.
	 * @return whether it could be used
	 */
	boolean use(String token) {
		return this.jdbc.sql("update initial_access_tokens set used = used + 1 where digest = :digest and " + GOOD)
			.param("digest", ClientSecrets.digest(token))
			.param("now", Columns.moment(this.clock.instant()))
			.update() == 1;
	}

	/**
	 * Makes a token as the configuration wants it. As long as the token is the same, what
	 * was used of it stays used. Joins the caller's transaction.
	 */
	void declare(String name, String token, @Nullable Instant expiresAt, @Nullable Integer uses) {
		boolean changed = this.jdbc.sql("""
				insert into initial_access_tokens as old (name, digest, declared, created_at, expires_at, uses)
				values (:name, :digest, true, :now, :expires, :uses)
				on conflict (name) do update set digest = excluded.digest, declared = true,
				  expires_at = excluded.expires_at, uses = excluded.uses,
				  used = case when old.digest = excluded.digest then least(old.used, excluded.uses) else 0 end
				where (old.digest, old.declared, old.expires_at, old.uses)
				  is distinct from (excluded.digest, true, excluded.expires_at, excluded.uses)""")
			.param("name", name)
			.param("digest", ClientSecrets.digest(token))
			.param("now", Columns.moment(this.clock.instant()))
			.param("expires", Columns.momentOrNull(expiresAt))
			.param("uses", uses)
			.update() == 1;
		if (changed) {
			this.events.publishEvent(new InitialAccessTokenCreated(name, true));
		}
	}

	/**
	 * Ends the declared tokens that are not declared any more. Joins the caller's
	 * transaction.
	 * @return their names
	 */
	List<String> release(Collection<String> declaredNames) {
		List<String> released = this.jdbc
			.sql("delete from initial_access_tokens where declared and name <> all (:names) returning name")
			.param("names", declaredNames.toArray(String[]::new))
			.query(String.class)
			.list();
		released.forEach((name) -> this.events.publishEvent(new InitialAccessTokenRemoved(name, true)));
		return released;
	}

}
