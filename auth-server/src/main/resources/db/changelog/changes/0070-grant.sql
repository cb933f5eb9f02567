--liquibase formatted sql

--changeset signet:0070-1
create table grants (
  id uuid primary key,
  account_id uuid not null references accounts (id) on delete cascade,
  client_id uuid not null references clients (id) on delete cascade,
  session_id uuid not null,
  scopes text[] not null,
  factor_methods text[] not null,
  factor_times timestamptz[] not null,
  created_at timestamptz not null,
  ends_at timestamptz not null,
  refresh_generation integer not null default 0,
  refresh_rotated_at timestamptz,
  revoked_at timestamptz,
  revoke_reason text,
  check (cardinality(factor_methods) = cardinality(factor_times)),
  check ((revoked_at is null) = (revoke_reason is null))
);
create index grants_account on grants (account_id) where revoked_at is null;
create index grants_client on grants (client_id);
create index grants_session on grants (session_id) where revoked_at is null;
create index grants_end on grants (ends_at);

create table authorization_codes (
  digest bytea primary key,
  grant_id uuid not null references grants (id) on delete cascade,
  redirect_uri text,
  nonce text,
  code_challenge text,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  redeemed_at timestamptz
);
create index authorization_codes_grant on authorization_codes (grant_id);
create index authorization_codes_expiry on authorization_codes (expires_at);

create table refresh_tokens (
  digest bytea primary key,
  grant_id uuid not null references grants (id) on delete cascade,
  generation integer not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  unique (grant_id, generation)
);
create index refresh_tokens_expiry on refresh_tokens (expires_at);

create table revoked_access_tokens (
  jti text primary key,
  expires_at timestamptz not null
);
create index revoked_access_tokens_expiry on revoked_access_tokens (expires_at);
