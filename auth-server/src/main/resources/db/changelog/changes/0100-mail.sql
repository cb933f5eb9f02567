--liquibase formatted sql

--changeset signet:0100-1
--comment: The outbox of mails. A row tells what became of a mail; what it says is gone once it is sent
create table mails (
  id uuid primary key,
  -- Whom it is for, if they have an account; outlives the account
  account_id uuid,
  template text not null constraint mails_template_form check (template ~ '^[a-z][a-z0-9.-]{0,63}$'),
  -- Address, values and links, encrypted under the master key
  content bytea,
  created_at timestamptz not null,
  useless_after timestamptz,
  state text not null constraint mails_state_known check (state in ('WAITING', 'SENT', 'PARKED', 'EXPIRED')),
  tries integer not null default 0,
  next_try_at timestamptz not null,
  last_try_at timestamptz,
  last_error text constraint mails_last_error_short check (length(last_error) <= 40),
  finished_at timestamptz,
  constraint mails_content_wiped check ((content is not null) = (state in ('WAITING', 'PARKED'))),
  constraint mails_finish check ((finished_at is null) = (state = 'WAITING'))
);
create index mails_waiting on mails (next_try_at) where state = 'WAITING';
create index mails_parked on mails (created_at, id) where state = 'PARKED';
create index mails_useless on mails (useless_after) where state in ('WAITING', 'PARKED');
create index mails_finished on mails (finished_at) where finished_at is not null;
create index mails_newest on mails (created_at, id);
create index mails_account on mails (account_id, created_at, id);
