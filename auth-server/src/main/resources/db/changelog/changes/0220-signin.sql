--liquibase formatted sql

--changeset signet:0220-1
--comment: Who asked for a code or link by mail to sign in with; using it deletes the row
create table mailed_sign_ins (
	-- One a browser: the code and the link work in no other
	browser_digest bytea primary key
		constraint mailed_sign_ins_browser_digest_is_sha256 check (octet_length(browser_digest) = 32),
	id uuid not null,
	-- Set when a mail went out; for a name that is nobody's it never is
	account_id uuid references accounts (id) on delete cascade,
	address text,
	code_digest bytea,
	token_digest bytea constraint mailed_sign_ins_token_digest_is_sha256 check (octet_length(token_digest) = 32),
	remembered boolean not null,
	tries integer not null default 0,
	asked_at timestamptz not null,
	expires_at timestamptz not null,
	constraint mailed_sign_ins_whole check (num_nonnulls(account_id, address, code_digest, token_digest) in (0, 4))
);
-- A newer mail to an account ends the older one
create unique index mailed_sign_ins_newest on mailed_sign_ins (account_id) where account_id is not null;
create unique index mailed_sign_ins_token on mailed_sign_ins (token_digest) where token_digest is not null;
create index mailed_sign_ins_expiry on mailed_sign_ins (expires_at);
--rollback drop table mailed_sign_ins;
