--liquibase formatted sql

--changeset signet:0130-1
--comment: A notice that somebody lets be tried again is given up anew only days after that
alter table logout_notices add column retried_at timestamptz;

--changeset signet:0130-2
--comment: For reading the newest, of all or of those in one state
create index logout_notices_newest on logout_notices (created_at, id);
create index logout_notices_newest_in_state on logout_notices (state, created_at, id);
