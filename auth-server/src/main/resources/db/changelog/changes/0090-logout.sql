--liquibase formatted sql

--changeset signet:0090-1
--comment: One row for each client that has to learn of the end of a session; afterwards it is the receipt
create table logout_notices (
  -- The jti of its logout tokens
  id uuid primary key,
  client_id uuid not null references clients (id) on delete cascade,
  -- Outlives the account and the session
  account_id uuid not null,
  session_id uuid not null,
  created_at timestamptz not null,
  state text not null constraint logout_notices_state_known
    check (state in ('WAITING', 'DELIVERED', 'REFUSED', 'PARKED')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  last_attempt_at timestamptz,
  last_answer text constraint logout_notices_last_answer_short check (length(last_answer) <= 40),
  finished_at timestamptz,
  constraint logout_notices_once unique (session_id, client_id),
  constraint logout_notices_finish check ((finished_at is null) = (state = 'WAITING'))
);
create index logout_notices_waiting on logout_notices (client_id, next_attempt_at) where state = 'WAITING';
create index logout_notices_waiting_since on logout_notices (created_at) where state = 'WAITING';
create index logout_notices_finished on logout_notices (finished_at) where finished_at is not null;
create index logout_notices_client on logout_notices (client_id);

--changeset signet:0090-2
--comment: How it goes with each receiver, so that one call at a time is made and a dead one costs nothing
create table logout_receivers (
  client_id uuid primary key references clients (id) on delete cascade,
  failures integer not null,
  next_attempt_at timestamptz not null,
  claimed_until timestamptz not null
);
