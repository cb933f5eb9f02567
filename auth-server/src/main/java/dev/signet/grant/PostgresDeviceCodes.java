package dev.signet.grant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.FactorColumns;
import dev.signet.database.Columns;
import dev.signet.session.Device;
import dev.signet.session.LiveSession;
import dev.signet.session.Network;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.stereotype.Component;

/**
 * The SQL for device codes. What may happen once is one conditional statement, whose row
 * count tells who won a race.
 */
@Component
class PostgresDeviceCodes {

	private static final String USE = """
			update device_codes set redeemed_at = :now
			where digest = :code and grant_id is not null and redeemed_at is null and expires_at > :now
			returning grant_id""";

	private final JdbcClient jdbc;

	private final PostgresRefreshTokens refreshTokens;

	PostgresDeviceCodes(JdbcClient jdbc, PostgresRefreshTokens refreshTokens) {
		this.jdbc = jdbc;
		this.refreshTokens = refreshTokens;
	}

	/**
	 * Stores a new code, unless too many wait for a decision already. The limits are
	 * counted without a lock, so a few more than that may slip through at once.
	 */
	Insertion insert(WaitingDevice device, byte[] digest, byte[] userCodeDigest, Duration interval, Instant expiresAt,
			int mostOfNetwork, int mostOfClient) {
		return this.jdbc
			.sql("""
					with room as (
					  select (select count(*) from (
					      select 1 from device_codes where network = :network and expires_at > :now
					        and grant_id is null and denied_at is null limit :mostOfNetwork) as near) < :mostOfNetwork
					    and (select count(*) from (
					      select 1 from device_codes where client_id = :client and expires_at > :now
					        and grant_id is null and denied_at is null limit :mostOfClient) as alike) < :mostOfClient as free),
					stored as (
					  insert into device_codes (id, digest, user_code_digest, client_id, scopes, ip, network, user_agent,
					    created_at, expires_at, interval_seconds)
					  select :id, :digest, :userCode, :client, :scopes, :ip, :network, :userAgent, :now, :expires, :interval
					  from room where free
					  on conflict (user_code_digest) do nothing
					  returning id)
					select case when not free then 'NO_ROOM' when exists (select 1 from stored) then 'STORED'
					  else 'USER_CODE_TAKEN' end from room""")
			.param("id", device.id())
			.param("digest", digest)
			.param("userCode", userCodeDigest)
			.param("client", device.clientId())
			.param("scopes", device.scopes().toArray(String[]::new))
			.param("ip", device.origin().ip())
			.param("network", Network.of(device.origin().ip()))
			.param("userAgent", device.origin().userAgent())
			.param("now", Columns.moment(device.askedAt()))
			.param("expires", Columns.moment(expiresAt))
			.param("interval", interval.toSeconds())
			.param("mostOfNetwork", mostOfNetwork)
			.param("mostOfClient", mostOfClient)
			.query((row, number) -> Insertion.valueOf(row.getString(1)))
			.single();
	}

	/**
	 * Notes that a device asked, and how the code stands. Who asks too soon while nobody
	 * has decided must wait longer from then on.
	 */
	Optional<Polled> poll(byte[] digest, UUID clientId, Duration slowDown, Instant now) {
		return this.jdbc
			.sql("""
					update device_codes set
					  polled_too_soon = coalesce(polled_at > :now::timestamptz - make_interval(secs => interval_seconds), false),
					  interval_seconds = interval_seconds + case
					    when grant_id is null and denied_at is null
					      and polled_at > :now::timestamptz - make_interval(secs => interval_seconds) then :slowDown else 0 end,
					  polled_at = :now
					where digest = :digest and client_id = :client
					returning grant_id, denied_at is not null as denied, redeemed_at is not null as redeemed,
					  expires_at <= :now as expired, polled_too_soon""")
			.param("digest", digest)
			.param("client", clientId)
			.param("slowDown", slowDown.toSeconds())
			.param("now", Columns.moment(now))
			.query((row, number) -> new Polled(row.getObject("grant_id", UUID.class), row.getBoolean("denied"),
					row.getBoolean("redeemed"), row.getBoolean("expired"), row.getBoolean("polled_too_soon")))
			.optional();
	}

	/** The device that waits with a user code. */
	Optional<WaitingDevice> find(byte[] userCodeDigest, Instant now) {
		return this.jdbc.sql("""
				select id, client_id, scopes, ip, user_agent, created_at from device_codes
				where user_code_digest = :userCode and grant_id is null and denied_at is null and expires_at > :now""")
			.param("userCode", userCodeDigest)
			.param("now", Columns.moment(now))
			.query((row, number) -> waiting(row))
			.optional();
	}

	/** Gives a device its grant, if it still waits and the session is not over. */
	Approval approve(UUID id, Grant grant, Instant now) {
		return this.jdbc.sql("with " + LiveSession.HELD + """
				, waiting as (
				  select id from device_codes
				  where id = :id and grant_id is null and denied_at is null and expires_at > :now for update),
				given as (
				  insert into grants (id, account_id, client_id, session_id, scopes, factor_methods, factor_times,
				    created_at, ends_at)
				  select :grant, :account, :client, live.id, :scopes, :methods, :times, :now, :ends from live, waiting
				  returning id),
				decided as (
				  update device_codes d set grant_id = given.id from given where d.id = :id
				  returning d.id)
				select case when not exists (select from live) then 'SESSION_OVER'
				  when exists (select from decided) then 'GIVEN' else 'TOO_LATE' end""")
			.param("id", id)
			.param("grant", grant.id())
			.param("account", grant.accountId().value())
			.param("client", grant.clientId())
			.param("session", grant.sessionId())
			.param("scopes", grant.scopes().toArray(String[]::new))
			.param("methods", FactorColumns.methods(grant.factors()))
			.param("times", FactorColumns.times(grant.factors()))
			.param("now", Columns.moment(now))
			.param("ends", Columns.moment(grant.endsAt()))
			.query((row, number) -> Approval.valueOf(row.getString(1)))
			.single();
	}

	/**
	 * Refuses a device, if it still waits.
	 * @return whether this call is the one that decided
	 */
	boolean deny(UUID id, Instant now) {
		return this.jdbc.sql("""
				update device_codes set denied_at = :now
				where id = :id and grant_id is null and denied_at is null and expires_at > :now""")
			.param("id", id)
			.param("now", Columns.moment(now))
			.update() == 1;
	}

	/**
	 * Uses a code up and stores the first refresh token with it.
	 * @param refreshToken that token, or null when the client gets none
	 * @return whether this call is the one that used it
	 */
	boolean redeem(byte[] digest, @Nullable OAuth2RefreshToken refreshToken, Instant now) {
		return this.refreshTokens.issueFirst(USE, digest, refreshToken, now);
	}

	/**
	 * Deletes at most a batch of codes past their time.
	 * @return how many rows went
	 */
	int sweep(Instant before, int batch) {
		return this.jdbc.sql("""
				delete from device_codes where id in (
				  select id from device_codes where expires_at < :before limit :batch)""")
			.param("before", Columns.moment(before))
			.param("batch", batch)
			.update();
	}

	private static WaitingDevice waiting(ResultSet row) throws SQLException {
		return new WaitingDevice(row.getObject("id", UUID.class), row.getObject("client_id", UUID.class),
				Columns.set(row, "scopes"), new Device(row.getString("user_agent"), row.getString("ip")),
				Columns.instant(row, "created_at"));
	}

	/** What became of a new code. */
	enum Insertion {

		STORED, USER_CODE_TAKEN, NO_ROOM

	}

	/** What became of a person's yes. */
	enum Approval {

		GIVEN, TOO_LATE, SESSION_OVER

	}

	/**
	 * How a code stands.
	 *
	 * @param grantId the grant that was given, or null
	 * @param denied whether the person said no
	 * @param redeemed whether it was used
	 * @param expired whether its time is over
	 * @param tooSoon whether this poll came before the last one's interval was over
	 */
	record Polled(@Nullable UUID grantId, boolean denied, boolean redeemed, boolean expired, boolean tooSoon) {
	}

}
