--liquibase formatted sql

--changeset signet:0011-1
alter table signing_keys drop constraint signing_keys_state_check;
alter table signing_keys add constraint signing_keys_state_check
  check (state in ('NEXT', 'ACTIVE', 'RETIRING', 'RETIRED', 'WITHDRAWN'));
