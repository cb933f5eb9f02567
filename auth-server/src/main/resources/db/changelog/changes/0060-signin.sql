--liquibase formatted sql

--changeset signet:0060-1
create table pending_requests (
  id uuid primary key,
  -- null until a browser has shown up with its key: a cross-site POST carries no cookie
  browser_digest bytea,
  client_id text not null,
  parameters text not null check (length(parameters) <= 8192),
  first_seen_at timestamptz not null,
  expires_at timestamptz not null,
  decided_by uuid,
  granted_scopes text[],
  denied boolean not null default false,
  check (denied = false or decided_by is not null)
);
create index pending_requests_browser on pending_requests (browser_digest, first_seen_at);
create index pending_requests_expiry on pending_requests (expires_at);
