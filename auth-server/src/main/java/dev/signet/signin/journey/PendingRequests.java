package dev.signet.signin.journey;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.background.Sweeps;
import dev.signet.database.Columns;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.NamedInterface;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The authorization requests that wait, one row each: at most 30 minutes, at most 20 a
 * browser. A row can be used only by the browser that brought it, which is known by the
 * digest of its key.
 */
@Component
@NamedInterface("journey")
public class PendingRequests {

	/** What a request may hold at most, in characters of its query string. */
	public static final int MAX_LENGTH = 8192;

	private static final Duration LIFETIME = Duration.ofMinutes(30);

	private static final int BATCH = 1000;

	private static final int MAX_PER_BROWSER = 20;

	private final JdbcClient jdbc;

	private final Clock clock;

	PendingRequests(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Keeps a request for this browser; its oldest ones make room.
	 * @return the id of the request
	 */
	@Transactional
	public UUID keep(byte[] browser, String clientId, String parameters) {
		UUID id = insert(browser, clientId, parameters);
		this.jdbc.sql("""
				delete from pending_requests where id in (
				  select id from pending_requests where browser_digest = :browser
				  order by first_seen_at desc, id offset :most)""")
			.param("browser", browser)
			.param("most", MAX_PER_BROWSER)
			.update();
		return id;
	}

	/**
	 * Keeps a request that came by a cross-site POST, which carries no cookie of ours.
	 * The first browser that shows up with the id becomes its owner.
	 */
	@Transactional
	public UUID keepUnclaimed(String clientId, String parameters) {
		return insert(null, clientId, parameters);
	}

	/** Finds a request of this browser, claiming it when nobody has. */
	@Transactional
	public Optional<PendingRequest> find(UUID id, byte[] browser) {
		Instant now = this.clock.instant();
		Optional<PendingRequest> found = query(id, browser, now);
		if (found.isPresent()) {
			return found;
		}
		int claimed = this.jdbc.sql("""
				update pending_requests set browser_digest = :browser, first_seen_at = :now
				where id = :id and browser_digest is null and expires_at > :now""")
			.param("id", id)
			.param("browser", browser)
			.param("now", Columns.moment(now))
			.update();
		return (claimed == 1) ? query(id, browser, now) : Optional.empty();
	}

	/** Records that the person allows these scopes for this request. */
	public void allow(PendingRequest request, AccountId by, Set<String> scopes) {
		decide(request, by, scopes, false);
	}

	/** Records that the person says no to this request. */
	public void deny(PendingRequest request, AccountId by) {
		decide(request, by, Set.of(), true);
	}

	/** Records that the person wants to go on with this account. */
	public void choose(PendingRequest request, AccountId account) {
		this.jdbc.sql("update pending_requests set chosen_account = :account where id = :id")
			.param("id", request.id())
			.param("account", account.value())
			.update();
	}

	/** Forgets a request that has its answer. */
	public void finish(UUID id) {
		this.jdbc.sql("delete from pending_requests where id = :id").param("id", id).update();
	}

	@Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
	void sweep() {
		Sweeps.repeat(BATCH, (batch) -> this.jdbc.sql("""
				delete from pending_requests where id in (
				  select id from pending_requests where expires_at < :now limit :batch for update skip locked)""")
			.param("now", Columns.moment(this.clock.instant()))
			.param("batch", batch)
			.update());
	}

	private UUID insert(byte @Nullable [] browser, String clientId, String parameters) {
		UUID id = UUID.randomUUID();
		Instant now = this.clock.instant();
		this.jdbc.sql("""
				insert into pending_requests (id, browser_digest, client_id, parameters, first_seen_at, expires_at)
				values (:id, :browser::bytea, :client, :parameters, :now, :expires)""")
			.param("id", id)
			.param("browser", browser)
			.param("client", clientId)
			.param("parameters", parameters)
			.param("now", Columns.moment(now))
			.param("expires", Columns.moment(now.plus(LIFETIME)))
			.update();
		return id;
	}

	private void decide(PendingRequest request, AccountId by, Set<String> scopes, boolean denied) {
		this.jdbc.sql("""
				update pending_requests set decided_by = :account, granted_scopes = :scopes, denied = :denied
				where id = :id""")
			.param("id", request.id())
			.param("account", by.value())
			.param("scopes", scopes.toArray(String[]::new))
			.param("denied", denied)
			.update();
	}

	private Optional<PendingRequest> query(UUID id, byte[] browser, Instant now) {
		return this.jdbc.sql("""
				select id, client_id, parameters, first_seen_at, decided_by, granted_scopes, denied, chosen_account
				from pending_requests where id = :id and browser_digest = :browser and expires_at > :now""")
			.param("id", id)
			.param("browser", browser)
			.param("now", Columns.moment(now))
			.query((row, number) -> request(row))
			.optional();
	}

	private static PendingRequest request(ResultSet row) throws SQLException {
		Array scopes = row.getArray("granted_scopes");
		return new PendingRequest(row.getObject("id", UUID.class), row.getString("client_id"),
				row.getString("parameters"), Columns.instant(row, "first_seen_at"), account(row, "decided_by"),
				(scopes == null) ? Set.of() : Set.of((String[]) scopes.getArray()), row.getBoolean("denied"),
				account(row, "chosen_account"));
	}

	private static @Nullable AccountId account(ResultSet row, String column) throws SQLException {
		UUID id = row.getObject(column, UUID.class);
		return (id == null) ? null : new AccountId(id);
	}

}
