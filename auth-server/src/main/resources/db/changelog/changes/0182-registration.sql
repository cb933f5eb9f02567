--liquibase formatted sql

--changeset signet:0182-1
--comment: People who asked for an account and have not shown yet that they read mail at their address
create table pending_sign_ups (
	id uuid primary key,
	-- The browser in which the code may be typed
	browser_digest bytea not null,
	username text not null,
	address text not null,
	password_hash text not null,
	code_digest bytea not null,
	tries integer not null default 0,
	expires_at timestamptz not null,
	constraint pending_sign_ups_browser_is_sha256 check (octet_length(browser_digest) = 32),
	constraint pending_sign_ups_hash_form check (password_hash like '$argon2id$v=19$%')
);
create index pending_sign_ups_expiry on pending_sign_ups (expires_at);
--rollback drop table pending_sign_ups;
