--liquibase formatted sql

--changeset signet:0080-1
create table setup_tokens (
	only_one boolean primary key default true,
	digest bytea not null,
	expires_at timestamptz not null,
	constraint setup_tokens_only_one check (only_one),
	constraint setup_tokens_digest_is_sha256 check (octet_length(digest) = 32)
);

--rollback drop table setup_tokens;
