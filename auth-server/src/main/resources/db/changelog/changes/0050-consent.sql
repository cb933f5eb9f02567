--liquibase formatted sql

--changeset signet:0050-1
create table consents (
  account_id uuid not null references accounts (id) on delete cascade,
  client_id uuid not null references clients (id) on delete cascade,
  scope text not null,
  allowed_at timestamptz not null,
  primary key (account_id, client_id, scope)
);
create index consents_client on consents (client_id);
