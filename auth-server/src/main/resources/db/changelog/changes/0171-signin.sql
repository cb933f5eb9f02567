--liquibase formatted sql

--changeset signet:0171-1
--comment: Sign-ins that are not whole yet: one factor is proved, another is to come, and no session is open
create table signin_attempts (
	cookie_digest bytea primary key
		constraint signin_attempts_cookie_digest_is_sha256 check (octet_length(cookie_digest) = 32),
	browser_digest bytea not null constraint signin_attempts_one_a_browser unique
		constraint signin_attempts_browser_digest_is_sha256 check (octet_length(browser_digest) = 32),
	account_id uuid not null references accounts (id) on delete cascade,
	factor_method text not null,
	factor_time timestamptz not null,
	-- The session to which the second factor is added; without one, a session is opened
	session_id uuid,
	remembered boolean not null,
	tries integer not null default 0,
	expires_at timestamptz not null
);

create index signin_attempts_account on signin_attempts (account_id);
create index signin_attempts_overdue on signin_attempts (expires_at);
--rollback drop table signin_attempts;
