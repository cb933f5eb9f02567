package dev.signet.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.signet.client.ClientJobs;
import dev.signet.grant.GrantJobs;
import dev.signet.logout.LogoutJobs;
import dev.signet.mail.MailJobs;
import dev.signet.proof.ProofJobs;
import dev.signet.refusal.RefusalJobs;
import dev.signet.session.SessionJobs;
import dev.signet.signin.factor.AttemptJobs;
import dev.signet.signin.journey.JourneyJobs;
import dev.signet.signin.recent.KeptFormJobs;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rows of one table that were over long ago, a few beside them that are not over yet, and
 * the job that clears away.
 *
 * @param rows how many are over
 * @param statement makes so many of them as {@code :rows} says, all of whose times are
 * {@code MOMENT}
 * @param most how many rows one statement makes
 * @param times each table with the time that tells what is over
 * @param sweep clears away
 */
record ExpiredRows(int rows, String statement, int most, List<String> times, Consumer<BeanFactory> sweep) {

	/** How many are not over. */
	static final int FEW = 3;

	/** When all of it was over. */
	private static final String LONG_AGO = "now() - interval '500 days'";

	/** Nothing that lived since has to go. */
	private static final String BEFORE = " < now() - interval '450 days'";

	/** When the few are over: no other row has just this time. */
	private static final String LATER = "timestamptz '%s'"
		.formatted(Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MICROS));

	private static final String AT_LATER = " = " + LATER;

	/** What one statement makes in far less time than it has. */
	private static final int USUAL = 5_000;

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	/**
	 * What clears itself away: of all together a million rows, of those at whose end
	 * others are told fewer.
	 */
	static Stream<ExpiredRows> all() {
		return Stream.of(grants(), tokens(), codesOfDevices(), sessions(), overdueSessions(), requests(), refusals(),
				clients(), assertions(), attempts(), forms(), browsers(), proofs(), asks(), mails(), notices());
	}

	private static ExpiredRows grants() {
		return of(150_000, """
				with given as (
				  insert into grants (id, account_id, client_id, session_id, scopes, factor_methods, factor_times,
				    created_at, ends_at)
				  select gen_random_uuid(), :account, :client, gen_random_uuid(), '{openid}', '{PASSWORD}',
				    array[MOMENT], MOMENT, MOMENT from generate_series(1, :rows / 3)
				  returning id),
				codes as (
				  insert into authorization_codes (digest, grant_id, issued_at, expires_at)
				  select sha256(id::text::bytea), id, MOMENT, MOMENT from given)
				insert into refresh_tokens (digest, grant_id, generation, issued_at, expires_at)
				select sha256(id::text::bytea), id, 0, MOMENT, MOMENT from given""", "grants where ends_at",
				GrantJobs::sweep)
			.also("authorization_codes where expires_at")
			.also("refresh_tokens where expires_at");
	}

	private static ExpiredRows tokens() {
		return of(250_000, """
				insert into revoked_access_tokens (jti, expires_at)
				select gen_random_uuid()::text, MOMENT from generate_series(1, :rows)""",
				"revoked_access_tokens where expires_at", GrantJobs::sweep);
	}

	private static ExpiredRows codesOfDevices() {
		return of(20_000,
				"""
						insert into device_codes (id, digest, user_code_digest, client_id, scopes, network, created_at, expires_at,
						  interval_seconds)
						select gen_random_uuid(), sha256(gen_random_uuid()::text::bytea),
						  sha256(gen_random_uuid()::text::bytea), :client, '{openid}', '192.0.2.1', MOMENT, MOMENT, 5
						from generate_series(1, :rows)""",
				"device_codes where expires_at", GrantJobs::sweep);
	}

	private static ExpiredRows sessions() {
		return of(100_000, session("MOMENT, 'SIGNED_OUT'"), "sessions where ended_at", SessionJobs::sweep);
	}

	/** Nobody has ended these yet: grants, apps and the audit trail hear of it. */
	private static ExpiredRows overdueSessions() {
		return of(1_000, session("null, null"), "sessions where ended_at is null and expires_at", SessionJobs::sweep);
	}

	private static String session(String end) {
		return """
				insert into sessions (id, cookie_digest, account_id, created_at, last_seen_at, idle_seconds,
				  absolute_ends_at, expires_at, remembered, factor_methods, factor_times, ended_at, end_reason)
				select gen_random_uuid(), sha256(gen_random_uuid()::text::bytea), :account, MOMENT, MOMENT, 60,
				  MOMENT, MOMENT, false, '{PASSWORD}', array[MOMENT], END from generate_series(1, :rows)"""
			.replace("END", end);
	}

	private static ExpiredRows requests() {
		return of(140_000, """
				insert into pending_requests (id, browser_digest, client_id, parameters, first_seen_at, expires_at)
				select gen_random_uuid(), sha256((number / 20)::text::bytea), 'somebody', repeat('x', 400), MOMENT,
				  MOMENT from generate_series(1, :rows) number""", "pending_requests where expires_at",
				JourneyJobs::sweep);
	}

	private static ExpiredRows refusals() {
		return of(140_000, """
				insert into refused_requests (reference, at, refusal, error, endpoint, client_id, came)
				select substr(name, 1, 5) || '-' || substr(name, 6, 5), MOMENT, 'SECRET_WRONG', 'invalid_client',
				  '/oauth2/token', 'somebody-' || number % 100, repeat('x', 100)
				from (select number, md5(gen_random_uuid()::text) as name from generate_series(1, :rows) number) made
				on conflict do nothing""", "refused_requests where at", RefusalJobs::sweep);
	}

	/** Each with what belongs to it, and with a line of the audit trail at its end. */
	private static ExpiredRows clients() {
		return of(1_000,
				"""
						with made as (
						  insert into clients select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(),
						    'client_id', 'c-' || gen_random_uuid(), 'self_registered', true))).*
						  from clients c, generate_series(1, :rows) where c.id = :client returning id),
						uris as (
						  insert into client_redirect_uris select id, 'https://app.test/' || id from made),
						asked as (
						  insert into client_scopes select id, unnest(array['openid', 'profile', 'email']) from made),
						types as (
						  insert into client_grant_types select id, unnest(array['authorization_code', 'refresh_token']) from made)
						insert into dynamic_clients (client, access_token_digest, registered_at, last_used_at, metadata)
						select id, sha256(id::text::bytea), MOMENT, MOMENT, '{}' from made""",
				"dynamic_clients where last_used_at", ClientJobs::sweep);
	}

	private static ExpiredRows assertions() {
		return of(80_000, """
				insert into client_assertions (digest, expires_at)
				select sha256(gen_random_uuid()::text::bytea), MOMENT from generate_series(1, :rows)""",
				"client_assertions where expires_at", ClientJobs::sweep);
	}

	private static ExpiredRows attempts() {
		return of(20_000, """
				insert into signin_attempts (cookie_digest, browser_digest, account_id, factor_method, factor_time,
				  remembered, proved, expires_at)
				select sha256(gen_random_uuid()::text::bytea), sha256(gen_random_uuid()::text::bytea), :account,
				  'PASSWORD', MOMENT, false, false, MOMENT from generate_series(1, :rows)""",
				"signin_attempts where expires_at", AttemptJobs::sweep);
	}

	private static ExpiredRows forms() {
		return of(20_000, """
				insert into kept_forms (id, account_id, browser_digest, page, words, expires_at)
				select gen_random_uuid(), :account, sha256('browser'), '/account/email', 'sealed', MOMENT
				from generate_series(1, :rows)""", "kept_forms where expires_at", KeptFormJobs::sweep);
	}

	private static ExpiredRows browsers() {
		return of(20_000, """
				insert into known_browsers (account_id, browser_digest, first_signed_in_at, last_signed_in_at)
				select :account, sha256(gen_random_uuid()::text::bytea), MOMENT, MOMENT
				from generate_series(1, :rows)""", "known_browsers where last_signed_in_at", SessionJobs::sweep);
	}

	private static ExpiredRows proofs() {
		return of(20_000, """
				insert into mailed_proofs (digest, purpose, account_id, newest_only, address, made_at, expires_at)
				select sha256(gen_random_uuid()::text::bytea), 'RESET_PASSWORD', :account, false, 'a@b.example', MOMENT,
				  MOMENT from generate_series(1, :rows)""", "mailed_proofs where expires_at", ProofJobs::sweep);
	}

	private static ExpiredRows asks() {
		return of(20_000, """
				insert into asks (asker, asked, forgotten_at)
				select 'SOMEBODY ' || gen_random_uuid(), 1, MOMENT from generate_series(1, :rows)""",
				"asks where forgotten_at", ProofJobs::sweep);
	}

	private static ExpiredRows mails() {
		return of(20_000, """
				insert into mails (id, account_id, template, created_at, state, next_try_at, finished_at)
				select gen_random_uuid(), :account, 'recovery.reset', MOMENT, 'SENT', MOMENT, MOMENT
				from generate_series(1, :rows)""", "mails where finished_at", MailJobs::sweep);
	}

	private static ExpiredRows notices() {
		return of(20_000, """
				insert into logout_notices (id, client_id, account_id, session_id, created_at, state, next_attempt_at,
				  finished_at)
				select gen_random_uuid(), :client, :account, gen_random_uuid(), MOMENT, 'DELIVERED', MOMENT, MOMENT
				from generate_series(1, :rows)""", "logout_notices where finished_at", LogoutJobs::sweep);
	}

	private static ExpiredRows of(int rows, String statement, String time, Consumer<BeanFactory> sweep) {
		return new ExpiredRows(rows, statement, Math.min(rows, USUAL), List.of(time), sweep);
	}

	/** Rows of a second table come with these. */
	private ExpiredRows also(String time) {
		return new ExpiredRows(this.rows, this.statement, this.most,
				Stream.concat(this.times.stream(), Stream.of(time)).toList(), this.sweep);
	}

	/** Makes all of them, of a person and a client. */
	void fill(JdbcClient jdbc, UUID account, UUID client) {
		for (int made = 0; made < this.rows; made += this.most) {
			make(jdbc, LONG_AGO, this.most, account, client);
		}
		make(jdbc, LATER, FEW, account, client);
	}

	private void make(JdbcClient jdbc, String moment, int many, UUID account, UUID client) {
		jdbc.sql(this.statement.replace("MOMENT", moment))
			.param("rows", many)
			.param("account", account)
			.param("client", client)
			.update();
	}

	/** How many have not gone yet. */
	int left(JdbcClient jdbc) {
		return count(jdbc, BEFORE);
	}

	/** How many are still there of those that are not over. */
	int kept(JdbcClient jdbc) {
		return count(jdbc, AT_LATER);
	}

	private int count(JdbcClient jdbc, String comparison) {
		String rows = this.times.stream()
			.map((time) -> "select from " + time + comparison)
			.collect(Collectors.joining(" union all "));
		return jdbc.sql("select count(*) from (" + rows + ") as found").query(Integer.class).single();
	}

	/** Takes away those that are not over, so that no other test meets them. */
	void removeKept(JdbcClient jdbc) {
		this.times.forEach((time) -> jdbc.sql("delete from " + time + AT_LATER).update());
	}

	/** Clears away until nothing is left: one sweep goes only so far. */
	void sweepAll(BeanFactory beans, JdbcClient jdbc) {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (left(jdbc) > 0 && System.nanoTime() < end) {
			this.sweep.accept(beans);
		}
	}

	@Override
	public String toString() {
		return this.times.get(0).split(" ")[0];
	}

}
