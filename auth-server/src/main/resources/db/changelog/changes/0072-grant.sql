--liquibase formatted sql

--changeset signet:0072-1
--comment: Device codes (RFC 8628), and how often people typed user codes that nobody has
create table device_codes (
  id uuid primary key,
  digest bytea not null constraint device_codes_digest_unique unique,
  user_code_digest bytea not null constraint device_codes_user_code_digest_unique unique,
  client_id uuid not null references clients (id) on delete cascade,
  scopes text[] not null,
  ip text,
  -- what the limit counts: an IPv4 address, or the /64 of an IPv6 address
  network text not null,
  user_agent text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  interval_seconds integer not null,
  polled_at timestamptz,
  polled_too_soon boolean not null default false,
  denied_at timestamptz,
  grant_id uuid references grants (id) on delete cascade,
  redeemed_at timestamptz,
  check (grant_id is null or denied_at is null),
  check (redeemed_at is null or grant_id is not null)
);
create index device_codes_client on device_codes (client_id, expires_at);
create index device_codes_network on device_codes (network, expires_at);
create index device_codes_grant on device_codes (grant_id);
create index device_codes_expiry on device_codes (expires_at);

create table device_guesses (
  guesser text primary key,
  wrong integer not null,
  forgotten_at timestamptz not null
);
create index device_guesses_forgotten on device_guesses (forgotten_at);
