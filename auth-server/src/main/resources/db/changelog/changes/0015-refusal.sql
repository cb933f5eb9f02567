--liquibase formatted sql

--changeset signet:0015-1
--comment: Rows are written once; came and expected hold no secret, code or token
create table refused_requests (
  reference text primary key check (reference ~ '^[0-9a-z]{5}-[0-9a-z]{5}$'),
  at timestamptz not null,
  refusal text not null check (refusal ~ '^[A-Z][A-Z_]{0,63}$'),
  error text not null check (length(error) <= 100),
  endpoint text not null check (length(endpoint) <= 100),
  client_id text check (length(client_id) <= 255),
  came text check (length(came) <= 512),
  expected text check (length(expected) <= 512)
);
create index refused_requests_at on refused_requests (at, reference);
create index refused_requests_client on refused_requests (client_id, at, reference);
revoke update on refused_requests from "${application-role}";
