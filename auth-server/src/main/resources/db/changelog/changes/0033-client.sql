--liquibase formatted sql

--changeset signet:0033-1
--comment: Clients that registered themselves (RFC 7591, RFC 7592)
alter table clients
  add column self_registered boolean not null default false,
  add column assertion_algorithm text constraint clients_assertion_algorithm_known
    check (assertion_algorithm in ('RS256', 'PS256', 'ES256')),
  add constraint clients_stranger_is_not_first_party check (not (self_registered and first_party));

create table dynamic_clients (
  client uuid primary key references clients (id) on delete cascade,
  access_token_digest bytea not null constraint dynamic_clients_digest_unique unique
    constraint dynamic_clients_digest_is_sha256 check (octet_length(access_token_digest) = 32),
  initial_token text,
  registered_at timestamptz not null,
  last_used_at timestamptz not null,
  metadata jsonb not null constraint dynamic_clients_metadata_short check (length(metadata::text) <= 8000)
);
create index dynamic_clients_last_used on dynamic_clients (last_used_at);

--changeset signet:0033-2
--comment: What allows a registration
create table initial_access_tokens (
  name text primary key constraint initial_access_tokens_name_shape check (name ~ '^[A-Za-z0-9._~-]{1,100}$'),
  digest bytea not null constraint initial_access_tokens_digest_unique unique
    constraint initial_access_tokens_digest_is_sha256 check (octet_length(digest) = 32),
  declared boolean not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  uses integer constraint initial_access_tokens_uses_range check (uses >= 1),
  used integer not null default 0,
  constraint initial_access_tokens_within_uses check (used >= 0 and used <= uses)
);

--changeset signet:0033-3
--comment: How often strangers registered or changed clients in an hour, all together and by network
create table registration_counts (
  hour timestamptz not null,
  network text not null,
  count integer not null,
  primary key (hour, network)
);
