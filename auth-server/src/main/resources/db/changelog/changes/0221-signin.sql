--liquibase formatted sql

--changeset signet:0221-1
--comment: Browsers in which a person need not make the second step of a sign-in for some days
create table trusted_devices (
	id uuid primary key,
	account_id uuid not null references accounts (id) on delete cascade,
	cookie_digest bytea not null
		constraint trusted_devices_cookie_digest_is_sha256 check (octet_length(cookie_digest) = 32),
	browser_digest bytea not null
		constraint trusted_devices_browser_digest_is_sha256 check (octet_length(browser_digest) = 32),
	user_agent text,
	trusted_at timestamptz not null,
	expires_at timestamptz not null,
	last_used_at timestamptz,
	constraint trusted_devices_one_a_browser unique (account_id, browser_digest)
);
create index trusted_devices_browser on trusted_devices (browser_digest);
create index trusted_devices_expiry on trusted_devices (expires_at);
--rollback drop table trusted_devices;
