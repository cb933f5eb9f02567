--liquibase formatted sql

--changeset signet:0414-1
--comment: When clients and each of their secrets were used last, to the hour
create table client_uses (
  client uuid primary key references clients (id) on delete cascade,
  last_used_at timestamptz not null
);
create table client_secret_uses (
  client uuid not null,
  digest bytea not null,
  last_used_at timestamptz not null,
  primary key (client, digest),
  foreign key (client, digest) references client_secrets (client, digest) on delete cascade
);
--rollback drop table client_secret_uses;
--rollback drop table client_uses;

--changeset signet:0414-2
--comment: How often clients got tokens, by the way and the day (UTC)
create table client_issuances (
  client uuid not null references clients (id) on delete cascade,
  grant_type text not null,
  day date not null,
  issued bigint not null,
  primary key (client, grant_type, day)
);
create index client_issuances_day on client_issuances (day);
--rollback drop table client_issuances;
