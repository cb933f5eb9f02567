--liquibase formatted sql

--changeset signet:0310-1
--comment: People who came from a provider and of whom something is still missing: a name, an address, a proof
create table upstream_arrivals (
	id uuid primary key,
	browser_digest bytea not null
		constraint upstream_arrivals_browser_digest_is_sha256 check (octet_length(browser_digest) = 32),
	purpose text not null constraint upstream_arrivals_purpose_known check (purpose in ('CREATE', 'PROVE')),
	provider_id uuid not null references upstream_providers (id) on delete cascade,
	issuer text not null,
	subject text not null,
	email text,
	email_verified boolean not null,
	-- What came of the person, as JSON; not jsonb, which cannot hold all that JSON can
	claims text not null,
	sid text,
	-- Whose account is to be proved; null for whichever the person can prove
	account_id uuid references accounts (id) on delete cascade,
	pending_request uuid,
	next text,
	remembered boolean not null,
	username text,
	address text,
	code_digest bytea
		constraint upstream_arrivals_code_digest_is_sha256 check (octet_length(code_digest) = 32),
	tries integer not null default 0,
	begun_at timestamptz not null,
	expires_at timestamptz not null
);
create index upstream_arrivals_expiry on upstream_arrivals (expires_at);
create index upstream_arrivals_provider on upstream_arrivals (provider_id);
create index upstream_arrivals_account on upstream_arrivals (account_id) where account_id is not null;
--rollback drop table upstream_arrivals;
