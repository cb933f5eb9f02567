--liquibase formatted sql

--changeset signet:0316-1
--comment: Sign-ins at upstream providers that sessions rest on, for signing out together
create table session_upstreams (
	id uuid primary key,
	-- Null as long as a sign-in waits for its second step; then the browser tells where it will belong
	session_id uuid references sessions (id) on delete cascade,
	account_id uuid not null references accounts (id) on delete cascade,
	browser_digest bytea
		constraint session_upstreams_browser_digest_is_sha256 check (octet_length(browser_digest) = 32),
	provider_id uuid not null references upstream_providers (id) on delete cascade,
	issuer text not null,
	subject text not null,
	sid text,
	end_session text,
	-- Encrypted under the master key
	id_token bytea,
	began_at timestamptz not null,
	constraint session_upstreams_in_a_session_or_waiting check ((session_id is null) <> (browser_digest is null))
);

create index session_upstreams_session on session_upstreams (session_id);
create index session_upstreams_account on session_upstreams (account_id);
create index session_upstreams_person on session_upstreams (issuer, subject);
create index session_upstreams_sid on session_upstreams (issuer, sid) where sid is not null;
create index session_upstreams_provider on session_upstreams (provider_id);
--rollback drop table session_upstreams;

--changeset signet:0316-2
--comment: Logout tokens that upstream providers sent, until they would not count any more: none counts twice
create table upstream_logouts (
	provider_id uuid not null references upstream_providers (id) on delete cascade,
	token_digest bytea constraint upstream_logouts_token_digest_is_sha256 check (octet_length(token_digest) = 32),
	good_until timestamptz not null,
	primary key (provider_id, token_digest)
);

create index upstream_logouts_good_until on upstream_logouts (good_until);
--rollback drop table upstream_logouts;
