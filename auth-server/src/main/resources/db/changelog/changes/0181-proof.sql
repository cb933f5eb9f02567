--liquibase formatted sql

--changeset signet:0181-1
--comment: One-time links and codes that went out by mail and were not used yet; using one deletes it
create table mailed_proofs (
	digest bytea primary key,
	purpose text not null,
	account_id uuid not null references accounts (id) on delete cascade,
	newest_only boolean not null,
	address text not null,
	code_digest bytea,
	-- Where the code may be typed
	session_id uuid,
	tries integer not null default 0,
	made_at timestamptz not null,
	expires_at timestamptz not null,
	constraint mailed_proofs_digest_is_sha256 check (octet_length(digest) = 32),
	constraint mailed_proofs_purpose_known check (
		purpose in ('VERIFY_EMAIL', 'CHANGE_EMAIL', 'RESET_PASSWORD', 'UNDO_EMAIL', 'LOCK_ACCOUNT')),
	constraint mailed_proofs_code_in_session check ((code_digest is null) = (session_id is null))
);
create unique index mailed_proofs_newest on mailed_proofs (account_id, purpose) where newest_only;
create index mailed_proofs_account on mailed_proofs (account_id, purpose, made_at);
create index mailed_proofs_expiry on mailed_proofs (expires_at);
--rollback drop table mailed_proofs;

--changeset signet:0181-2
--comment: How often somebody asked for what they may ask for only so often
create table asks (
	asker text primary key,
	asked integer not null,
	forgotten_at timestamptz not null
);
create index asks_forgotten on asks (forgotten_at);
--rollback drop table asks;
