--liquibase formatted sql

--changeset signet:0005-1
--comment: The application adds and reads rows; it never changes or deletes them
create table audit_events (
  id uuid primary key,
  at timestamptz not null,
  type text not null check (type ~ '^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$'),
  account_id uuid,
  client_id text,
  request_id text,
  details jsonb not null check (jsonb_typeof(details) = 'object')
);
create index audit_events_at on audit_events (at);
create index audit_events_account on audit_events (account_id, at) where account_id is not null;
create index audit_events_client on audit_events (client_id, at) where client_id is not null;
revoke update, delete on audit_events from "${application-role}";

--changeset signet:0005-2
--comment: What names or locates a person is apart, so that it can be erased
create table audit_personal (
  event_id uuid primary key references audit_events,
  details jsonb not null check (jsonb_typeof(details) = 'object')
);
revoke update on audit_personal from "${application-role}";
