--liquibase formatted sql

--changeset signet:0195-1
--comment: The random name under which authenticators know an account; it says nothing about the person
create table passkey_handles (
	account_id uuid primary key references accounts (id) on delete cascade,
	handle bytea not null constraint passkey_handles_handle_unique unique
		constraint passkey_handles_handle_is_64_bytes check (octet_length(handle) = 64)
);
--rollback drop table passkey_handles;

--changeset signet:0195-2
--comment: Passkeys: public keys by which people sign in (Web Authentication Level 3)
create table passkeys (
	id uuid primary key,
	account_id uuid not null references passkey_handles (account_id) on delete cascade,
	credential_id bytea not null constraint passkeys_credential_id_unique unique
		constraint passkeys_credential_id_length check (octet_length(credential_id) between 1 and 1023),
	public_key bytea not null,
	model uuid not null,
	transports text[] not null,
	backup_eligible boolean not null,
	backed_up boolean not null,
	-- A counter that goes back may mean that there are two of it; one without a counter stays at 0
	sign_count bigint not null,
	name text not null constraint passkeys_name_length check (char_length(name) between 1 and 64),
	added_at timestamptz not null,
	last_used_at timestamptz
);

create index passkeys_account on passkeys (account_id);
--rollback drop table passkeys;

--changeset signet:0195-3
--comment: Challenges that were answered, until they would not count any more: none is answered twice
create table passkey_answers (
	digest bytea primary key constraint passkey_answers_digest_is_sha256 check (octet_length(digest) = 32),
	expires_at timestamptz not null
);

create index passkey_answers_expiry on passkey_answers (expires_at);
--rollback drop table passkey_answers;
