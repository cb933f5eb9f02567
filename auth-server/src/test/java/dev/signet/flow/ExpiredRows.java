package dev.signet.flow;

import java.util.UUID;
import java.util.function.Consumer;
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
 * Rows of one table that were over long ago, and the job that clears them away.
 *
 * @param rows how many there are
 * @param statement makes so many of them as {@code :rows} says
 * @param most how many rows one statement makes
 * @param over what tells them from live ones
 * @param sweep clears away
 */
record ExpiredRows(int rows, String statement, int most, String over, Consumer<BeanFactory> sweep) {

	/** When all of it was over. */
	private static final String LONG_AGO = "now() - interval '500 days'";

	/** Nothing that lived since has to go. */
	private static final String BEFORE = " < now() - interval '450 days'";

	private static final int USUAL = 20_000;

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
				    array[LONG_AGO], LONG_AGO, LONG_AGO from generate_series(1, :rows / 3)
				  returning id),
				codes as (
				  insert into authorization_codes (digest, grant_id, issued_at, expires_at)
				  select sha256(id::text::bytea), id, LONG_AGO, LONG_AGO from given)
				insert into refresh_tokens (digest, grant_id, generation, issued_at, expires_at)
				select sha256(id::text::bytea), id, 0, LONG_AGO, LONG_AGO from given""", "grants where ends_at",
				GrantJobs::sweep)
			.also("authorization_codes where expires_at")
			.also("refresh_tokens where expires_at");
	}

	private static ExpiredRows tokens() {
		return of(250_000, """
				insert into revoked_access_tokens (jti, expires_at)
				select gen_random_uuid()::text, LONG_AGO from generate_series(1, :rows)""",
				"revoked_access_tokens where expires_at", GrantJobs::sweep);
	}

	private static ExpiredRows codesOfDevices() {
		return of(20_000,
				"""
						insert into device_codes (id, digest, user_code_digest, client_id, scopes, network, created_at, expires_at,
						  interval_seconds)
						select gen_random_uuid(), sha256(gen_random_uuid()::text::bytea),
						  sha256(gen_random_uuid()::text::bytea), :client, '{openid}', '192.0.2.1', LONG_AGO, LONG_AGO, 5
						from generate_series(1, :rows)""",
				"device_codes where expires_at", GrantJobs::sweep);
	}

	private static ExpiredRows sessions() {
		return of(100_000, session("LONG_AGO, 'SIGNED_OUT'"), "sessions where ended_at", SessionJobs::sweep);
	}

	/** Nobody has ended these yet: grants, apps and the audit trail hear of it. */
	private static ExpiredRows overdueSessions() {
		return of(1_000, session("null, null"), "sessions where ended_at is null and expires_at", SessionJobs::sweep);
	}

	private static String session(String end) {
		return """
				insert into sessions (id, cookie_digest, account_id, created_at, last_seen_at, idle_seconds,
				  absolute_ends_at, expires_at, remembered, factor_methods, factor_times, ended_at, end_reason)
				select gen_random_uuid(), sha256(gen_random_uuid()::text::bytea), :account, LONG_AGO, LONG_AGO, 60,
				  LONG_AGO, LONG_AGO, false, '{PASSWORD}', array[LONG_AGO], END from generate_series(1, :rows)"""
			.replace("END", end);
	}

	private static ExpiredRows requests() {
		return of(140_000, """
				insert into pending_requests (id, browser_digest, client_id, parameters, first_seen_at, expires_at)
				select gen_random_uuid(), sha256((number / 20)::text::bytea), 'somebody', repeat('x', 400), LONG_AGO,
				  LONG_AGO from generate_series(1, :rows) number""", "pending_requests where expires_at",
				JourneyJobs::sweep);
	}

	private static ExpiredRows refusals() {
		return of(140_000, """
				insert into refused_requests (reference, at, refusal, error, endpoint, client_id, came)
				select substr(name, 1, 5) || '-' || substr(name, 6, 5), LONG_AGO, 'SECRET_WRONG', 'invalid_client',
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
						select id, sha256(id::text::bytea), LONG_AGO, LONG_AGO, '{}' from made""",
				"dynamic_clients where last_used_at", ClientJobs::sweep);
	}

	private static ExpiredRows assertions() {
		return of(80_000, """
				insert into client_assertions (digest, expires_at)
				select sha256(gen_random_uuid()::text::bytea), LONG_AGO from generate_series(1, :rows)""",
				"client_assertions where expires_at", ClientJobs::sweep);
	}

	private static ExpiredRows attempts() {
		return of(20_000, """
				insert into signin_attempts (cookie_digest, browser_digest, account_id, factor_method, factor_time,
				  remembered, proved, expires_at)
				select sha256(gen_random_uuid()::text::bytea), sha256(gen_random_uuid()::text::bytea), :account,
				  'PASSWORD', LONG_AGO, false, false, LONG_AGO from generate_series(1, :rows)""",
				"signin_attempts where expires_at", AttemptJobs::sweep);
	}

	private static ExpiredRows forms() {
		return of(20_000, """
				insert into kept_forms (id, account_id, browser_digest, page, words, expires_at)
				select gen_random_uuid(), :account, sha256('browser'), '/account/email', 'sealed', LONG_AGO
				from generate_series(1, :rows)""", "kept_forms where expires_at", KeptFormJobs::sweep);
	}

	private static ExpiredRows browsers() {
		return of(20_000, """
				insert into known_browsers (account_id, browser_digest, first_signed_in_at, last_signed_in_at)
				select :account, sha256(gen_random_uuid()::text::bytea), LONG_AGO, LONG_AGO
				from generate_series(1, :rows)""", "known_browsers where last_signed_in_at", SessionJobs::sweep);
	}

	private static ExpiredRows proofs() {
		return of(20_000,
				"""
						insert into mailed_proofs (digest, purpose, account_id, newest_only, address, made_at, expires_at)
						select sha256(gen_random_uuid()::text::bytea), 'RESET_PASSWORD', :account, false, 'a@b.example', LONG_AGO,
						  LONG_AGO from generate_series(1, :rows)""",
				"mailed_proofs where expires_at", ProofJobs::sweep);
	}

	private static ExpiredRows asks() {
		return of(20_000, """
				insert into asks (asker, asked, forgotten_at)
				select 'SOMEBODY ' || gen_random_uuid(), 1, LONG_AGO from generate_series(1, :rows)""",
				"asks where forgotten_at", ProofJobs::sweep);
	}

	private static ExpiredRows mails() {
		return of(20_000, """
				insert into mails (id, account_id, template, created_at, state, next_try_at, finished_at)
				select gen_random_uuid(), :account, 'recovery.reset', LONG_AGO, 'SENT', LONG_AGO, LONG_AGO
				from generate_series(1, :rows)""", "mails where finished_at", MailJobs::sweep);
	}

	private static ExpiredRows notices() {
		return of(20_000,
				"""
						insert into logout_notices (id, client_id, account_id, session_id, created_at, state, next_attempt_at,
						  finished_at)
						select gen_random_uuid(), :client, :account, gen_random_uuid(), LONG_AGO, 'DELIVERED', LONG_AGO, LONG_AGO
						from generate_series(1, :rows)""",
				"logout_notices where finished_at", LogoutJobs::sweep);
	}

	private static ExpiredRows of(int rows, String statement, String over, Consumer<BeanFactory> sweep) {
		return new ExpiredRows(rows, statement.replace("LONG_AGO", LONG_AGO), Math.min(rows, USUAL), over + BEFORE,
				sweep);
	}

	/** Rows of a second table come with these. */
	private ExpiredRows also(String over) {
		return new ExpiredRows(this.rows, this.statement, this.most,
				this.over + " union all select from " + over + BEFORE, this.sweep);
	}

	/** Makes all of them, of a person and a client. */
	void fill(JdbcClient jdbc, UUID account, UUID client) {
		for (int made = 0; made < this.rows; made += this.most) {
			jdbc.sql(this.statement)
				.param("rows", this.most)
				.param("account", account)
				.param("client", client)
				.update();
		}
	}

	/** How many have not gone yet. */
	int left(JdbcClient jdbc) {
		return jdbc.sql("select count(*) from (select from " + this.over + ") as found").query(Integer.class).single();
	}

	/** Clears away until nothing is left, or nothing more goes. */
	void sweepAll(BeanFactory beans, JdbcClient jdbc) {
		int before;
		int left = left(jdbc);
		do {
			before = left;
			this.sweep.accept(beans);
			left = left(jdbc);
		}
		while (left > 0 && left < before);
	}

	@Override
	public String toString() {
		return this.over.split(" ")[0];
	}

}
