--liquibase formatted sql

--changeset signet:0040-1
--comment: One row for each browser sign-in; the browser holds only a random value, here is its digest
create table sessions (
	id uuid primary key,
	cookie_digest bytea not null constraint sessions_cookie_digest_unique unique
		constraint sessions_cookie_digest_is_sha256 check (octet_length(cookie_digest) = 32),
	account_id uuid not null references accounts (id) on delete cascade,
	browser_digest bytea constraint sessions_browser_digest_is_sha256 check (octet_length(browser_digest) = 32),
	created_at timestamptz not null,
	last_seen_at timestamptz not null,
	idle_seconds integer not null constraint sessions_idle_positive check (idle_seconds > 0),
	absolute_ends_at timestamptz not null,
	-- The nearer of both limits, written together with last_seen_at, so that one index finds what is overdue
	expires_at timestamptz not null,
	remembered boolean not null,
	user_agent text constraint sessions_user_agent_short check (length(user_agent) <= 512),
	ip text constraint sessions_ip_short check (length(ip) <= 64),
	factor_methods text[] not null,
	factor_times timestamptz[] not null,
	ended_at timestamptz,
	end_reason text,
	constraint sessions_factors_paired check (
		cardinality(factor_methods) > 0 and cardinality(factor_methods) = cardinality(factor_times)),
	constraint sessions_expiry_within_limit check (expires_at <= absolute_ends_at),
	constraint sessions_end_has_reason check ((ended_at is null) = (end_reason is null))
);

create index sessions_account on sessions (account_id);
create index sessions_overdue on sessions (expires_at) where ended_at is null;
create index sessions_ended on sessions (ended_at) where ended_at is not null;
--rollback drop table sessions;
