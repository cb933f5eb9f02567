--liquibase formatted sql

--changeset signet:0170-1
--comment: Authenticator apps (RFC 6238); the secret is encrypted under the master key
create table authenticators (
	account_id uuid primary key references accounts (id) on delete cascade,
	secret bytea not null,
	-- The last step whose code was used: neither it nor an older one is accepted again
	last_step bigint not null,
	added_at timestamptz not null,
	last_used_at timestamptz
);
--rollback drop table authenticators;

--changeset signet:0170-2
--comment: Recovery codes that are left; a used one is deleted
create table recovery_codes (
	account_id uuid not null references accounts (id) on delete cascade,
	digest bytea not null constraint recovery_codes_digest_is_sha256 check (octet_length(digest) = 32),
	made_at timestamptz not null,
	primary key (account_id, digest)
);
--rollback drop table recovery_codes;
