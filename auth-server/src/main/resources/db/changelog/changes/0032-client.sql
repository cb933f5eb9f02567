--liquibase formatted sql

--changeset signet:0032-1
--comment: Assertions by which clients proved themselves, kept as long as they could be presented again
create table client_assertions (
  digest bytea primary key constraint client_assertions_digest_is_sha256 check (octet_length(digest) = 32),
  expires_at timestamptz not null
);
create index client_assertions_expiry on client_assertions (expires_at);
